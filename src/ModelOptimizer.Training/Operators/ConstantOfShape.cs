using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>ConstantOfShape: one value, float32 zero unless stated, repeated.</summary>
internal sealed class ConstantOfShape(Node node) : Operator(node)
{
    private readonly TensorData _value = node.Attributes.TryGetValue("value", out var value) && value is TensorData data ? data : TensorData.Of([1], [0f]);

    public override Tensor[] Run(Operands operands)
    {
        var shape = operands.Integers(0) ?? throw Unsupported("it has no shape");
        return [_value.ToTensor(operands.DeviceOf(_value.Type)).reshape([]).expand(shape).contiguous()];
    }
}

using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Cast.</summary>
internal sealed class Cast : Operator
{
    private readonly ElementType _element;
    private readonly ScalarType _type;

    public Cast(Node node) : base(node)
    {
        _element = (ElementType)node.Int("to", 0);
        _type = _element.TorchType() ?? throw Unsupported($"torch has no element type {_element}");
    }

    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        return [input.dtype == _type ? input.alias() : input.to(_type, operands.DeviceOf(_element))];
    }
}

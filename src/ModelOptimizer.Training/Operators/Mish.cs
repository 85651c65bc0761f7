using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>Mish; computed in float32, as the processor has no bfloat16 kernel for it.</summary>
internal sealed class Mish(Node node) : Operator(node)
{
    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        return input.dtype == ScalarType.BFloat16
            ? [functional.mish(input.to(ScalarType.Float32)).to(ScalarType.BFloat16)]
            : [functional.mish(input)];
    }
}

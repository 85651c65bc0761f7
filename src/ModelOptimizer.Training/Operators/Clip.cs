using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Clip; its limits are attributes before operator set 11, operands since, and each may be absent.</summary>
internal sealed class Clip(Node node) : Operator(node)
{
    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var (low, high) = (Limit(input, operands.Number(1) ?? Attribute("min")), Limit(input, operands.Number(2) ?? Attribute("max")));
        return [low is null && high is null ? input.alias() : input.clamp(low, high)];
    }

    private double? Attribute(string name) => Node.Attributes.ContainsKey(name) ? Node.Float(name, 0) : null;

    // A real limit would turn integers into reals.
    private static TorchSharp.Scalar? Limit(Tensor input, double? limit) => limit is not { } number ? null
        : input.IsReal() ? (TorchSharp.Scalar)number : (TorchSharp.Scalar)(long)number;
}

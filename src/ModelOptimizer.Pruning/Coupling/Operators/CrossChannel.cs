using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>Operators whose every channel depends on others, so that nothing can leave without changing what stays.</summary>
internal sealed class CrossChannel : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes => ["LRN", "GroupNormalization", "LayerNormalization", "LpNormalization", "MeanVarianceNormalization"];

    public string? Couple(Node node, CouplingPass pass) => node.OpType == "LRN"
        ? "it normalises each channel by its neighbours, which would be others"
        : "it normalises several channels together";

    public void Propagate(Node node, ConstantPass pass)
    {
    }
}

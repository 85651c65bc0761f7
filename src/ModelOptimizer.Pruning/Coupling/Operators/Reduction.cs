using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>Reductions over the pixels: each channel by itself. Over the channels they cannot be followed, as each counts in the result.</summary>
internal sealed class Reduction : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes =>
        ["ReduceMean", "ReduceMax", "ReduceMin", "ReduceSum", "ReduceL1", "ReduceL2", "ReduceProd", "ReduceSumSquare", "ReduceLogSum", "ReduceLogSumExp"];

    public string? Couple(Node node, CouplingPass pass)
    {
        var input = pass.Layout(node.Inputs[0])!;
        var axes = node.Input(1) is { } name ? pass.Constant(name)?.Integers() : node.Ints("axes") ?? [];
        if (axes is null)
        {
            return "its axes are not constants";
        }

        if (axes.Length == 0 && node.Int("noop_with_empty_axes", 0) != 0)
        {
            return "it reduces nothing";
        }

        long[] reduced = [.. axes.Select(axis => axis < 0 ? axis + input.Rank : axis).Distinct()];
        if (reduced.Length == 0 || reduced.Contains(input.Axis))
        {
            return "it reduces over the channels";
        }

        pass.Assign(node.Output, node.Int("keepdims", 1) != 0
            ? input
            : new(input.Axis - reduced.Count(axis => axis < input.Axis), input.Rank - reduced.Length, input.Channels));
        return null;
    }

    public void Propagate(Node node, ConstantPass pass)
    {
        if (node.OpType is "ReduceMean" or "ReduceMax" or "ReduceMin")
        {
            pass.Assign(node.Output, pass.Of(node.Inputs[0]));
        }
    }
}

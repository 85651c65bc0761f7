using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Pruning.Blocks;

/// <summary>Finds the residual blocks of a graph by its structure alone: nested ones, those that read several values, sums of several branches.</summary>
public static class ResidualBlocks
{
    /// <summary>The blocks whose branch can be removed, in the order in which their sums stand in the graph.</summary>
    /// <exception cref="GraphException">The graph's shapes contradict each other.</exception>
    public static IReadOnlyList<ResidualBlock> Find(ModelGraph graph)
    {
        var context = new BlockContext(graph);
        var shapes = ShapeInference.Infer(graph);
        return [.. graph.Nodes.Where(IsJoin).SelectMany(join => At(join, graph, context, shapes))];
    }

    private static bool IsJoin(Node node) => node.Domain.Length == 0 && node.OpType is "Add" or "Sum" && node.Inputs.Count > 1;

    private static IEnumerable<ResidualBlock> At(Node join, ModelGraph graph, BlockContext context, ShapeDictionary shapes)
    {
        var operands = context.Reads(join);
        var regions = operands.ConvertAll(operand => ExclusiveRegion.Behind(operand, join, context));
        for (var branch = 0; branch < operands.Count; branch++)
        {
            if (!regions[branch].Nodes.Exists(node => IsLayer(node, graph)))
            {
                continue;
            }

            var shortcut = Enumerable.Range(0, operands.Count).Where(other => HasShapeOfSum(operands[other])).Cast<int?>()
                .FirstOrDefault(other => regions[branch].Inputs.Contains(operands[other!.Value]) || IsProjection(regions[other.Value], regions[branch]));
            if (shortcut is { } found && found != branch)
            {
                yield return new(
                    operands[branch],
                    operands[found],
                    join.Name,
                    [.. regions[branch].Inputs],
                    [.. regions[branch].Nodes.Select(node => node.Name).Reverse()],
                    regions[branch].Inputs.Contains(operands[found]));
            }
        }

        bool HasShapeOfSum(string operand) =>
            shapes.GetValueOrDefault(operand)?.Shape is { } shape && shapes.GetValueOrDefault(join.Output)?.Shape is { } sum && shape.SequenceEqual(sum);
    }

    /// <summary>A shortcut that begins where the branch does and does less on the way.</summary>
    private static bool IsProjection(ExclusiveRegion shortcut, ExclusiveRegion branch) =>
        shortcut.Nodes.Count > 0 && shortcut.Nodes.Count < branch.Nodes.Count && shortcut.Inputs.Overlaps(branch.Inputs);

    private static bool IsLayer(Node node, ModelGraph graph) =>
        node.OpType is "Conv" or "ConvTranspose" or "Gemm" or "MatMul" && node.Inputs.Exists(graph.Initializers.ContainsKey);
}

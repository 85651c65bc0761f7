using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Rewrites;

namespace ModelOptimizer.Pruning.Blocks;

/// <summary>Removes residual blocks: the branch adds nothing any more, and its shortcut takes the place of the sum. Nothing else changes.</summary>
public static class BlockSurgery
{
    /// <summary>A graph without <paramref name="blocks"/>.</summary>
    public static ModelGraph Remove(ModelGraph graph, params IEnumerable<ResidualBlock> blocks) => Remove(graph, blocks.Select(block => block.Branch));

    /// <summary>A graph without the blocks named by <paramref name="branches"/>, as a plan holds them.</summary>
    /// <exception cref="PruningException">The graph has no such block, or all operands of a sum would go.</exception>
    public static ModelGraph Remove(ModelGraph graph, IEnumerable<string> branches)
    {
        var removed = Bind(graph, branches);
        if (removed.Count == 0)
        {
            return graph;
        }

        var context = new BlockContext(graph);
        var result = graph.Clone();
        var joins = removed.Values.Select(block => block.Join).ToHashSet(StringComparer.Ordinal);
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < result.Nodes.Count; index++)
        {
            var node = result.Nodes[index];
            if (joins.Contains(node.Name))
            {
                node.Inputs.RemoveAll(removed.ContainsKey);
            }

            for (var input = 0; input < node.Inputs.Count; input++)
            {
                node.Inputs[input] = sources.GetValueOrDefault(node.Inputs[input], node.Inputs[input]);
            }

            if (!joins.Contains(node.Name) || node.Inputs.Count > 1)
            {
                continue;
            }

            if (context.IsFixed(node.Output))
            {
                result.Nodes[index] = new() { Name = node.Name, OpType = "Identity", Inputs = node.Inputs, Outputs = node.Outputs };
            }
            else
            {
                sources[node.Output] = node.Inputs[0];
            }
        }

        return DeadCode.Remove(result);
    }

    /// <summary>The graph with all shapes as they are whose removed branches are multiplied by zero: what <see cref="Remove(ModelGraph, IEnumerable{string})"/> must equal.</summary>
    internal static ModelGraph Mask(ModelGraph graph, IEnumerable<string> branches)
    {
        var removed = Bind(graph, branches);
        var masked = graph.Clone();
        masked.Nodes.Clear();
        foreach (var node in graph.Nodes.Select(node => node.Clone()))
        {
            for (var input = 0; input < node.Inputs.Count; input++)
            {
                if (removed.TryGetValue(node.Inputs[input], out var block) && block.Join == node.Name)
                {
                    var (zero, output) = ($"{block.Branch}.zero", $"{block.Branch}.nothing");
                    masked.Initializers[zero] = TensorData.Scalar(0);
                    masked.Nodes.Add(new() { Name = output, OpType = "Mul", Inputs = [block.Branch, zero], Outputs = [output] });
                    node.Inputs[input] = output;
                }
            }

            masked.Nodes.Add(node);
        }

        return masked;
    }

    private static Dictionary<string, ResidualBlock> Bind(ModelGraph graph, IEnumerable<string> branches)
    {
        var wanted = branches.Distinct(StringComparer.Ordinal).ToList();
        if (wanted.Count == 0)
        {
            return [];
        }

        var known = ResidualBlocks.Find(graph).ToDictionary(block => block.Branch, StringComparer.Ordinal);
        var removed = wanted.ToDictionary(branch => branch, branch => known.GetValueOrDefault(branch) ?? throw new PruningException(
            $"The model has no residual block '{branch}'. Its blocks are: {string.Join(", ", known.Keys)}."), StringComparer.Ordinal);
        return removed.Values.FirstOrDefault(block => removed.ContainsKey(block.Shortcut)) is { } lost
            ? throw new PruningException($"Nothing would be left of the sum '{lost.Join}': '{lost.Branch}' and '{lost.Shortcut}' both go. Keep one.")
            : removed;
    }
}

using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Blocks;

/// <summary>The operators that one value alone needs: without it, all of them are dead.</summary>
internal sealed class ExclusiveRegion
{
    private readonly HashSet<string> _inputs = new(StringComparer.Ordinal);

    private ExclusiveRegion(List<Node> nodes) => Nodes = nodes;

    /// <summary>The operators, the last first.</summary>
    public List<Node> Nodes { get; }

    /// <summary>The values that they read from outside, constants aside.</summary>
    public IReadOnlySet<string> Inputs => _inputs;

    /// <summary>The region behind an operand of a node; empty where others need the operand too.</summary>
    public static ExclusiveRegion Behind(string operand, Node reader, BlockContext context)
    {
        var region = new ExclusiveRegion([]);
        var inside = new HashSet<Node>();
        var waiting = new PriorityQueue<Node, int>();
        Consider(operand);
        while (waiting.TryDequeue(out var node, out _))
        {
            if (inside.Contains(node) || !node.Outputs.TrueForAll(IsExclusive))
            {
                continue;
            }

            inside.Add(node);
            region.Nodes.Add(node);
            context.Reads(node).ForEach(Consider);
        }

        region._inputs.UnionWith(region.Nodes.SelectMany(context.Reads).Where(value => context.Producer(value) is not { } producer || !inside.Contains(producer)));
        return region;

        // Later operators first, so that all readers of a value have been decided before its producer is.
        void Consider(string value)
        {
            if (context.Producer(value) is { } producer)
            {
                waiting.Enqueue(producer, -context.Position(producer));
            }
        }

        bool IsExclusive(string value) => !context.IsFixed(value)
            && context.Readers(value).All(use => inside.Contains(use.Node) || (use.Node == reader && value == operand && reader.Inputs.Count(input => input == operand) == 1));
    }
}

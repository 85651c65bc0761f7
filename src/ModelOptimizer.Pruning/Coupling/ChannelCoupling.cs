using System.Collections.Frozen;
using System.Text;
using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Coupling;

/// <summary>
/// Which channels of a graph must leave together. Every channel of every tensor belongs to a coupled set, numbered from 0; a set is the unit of
/// removal. Neighbouring sets with the same members form a <see cref="CoupledBlock"/>.
/// </summary>
public sealed class ChannelCoupling
{
    private readonly FrozenDictionary<string, ChannelAxis> _values;
    private readonly FrozenSet<string> _refused;

    internal ChannelCoupling(
        IReadOnlyList<CoupledBlock> blocks, IReadOnlyList<ChannelSlot> slots, IReadOnlyDictionary<string, ChannelAxis> values, IReadOnlyList<Refusal> refusals)
    {
        Blocks = blocks;
        Slots = slots;
        Refusals = refusals;
        _values = values.ToFrozenDictionary(StringComparer.Ordinal);
        _refused = refusals.Select(refusal => refusal.Node).ToFrozenSet(StringComparer.Ordinal);
        Layers = [.. slots.Where(slot => slot.Role == ChannelRole.Output)];
        Count = blocks.Sum(block => block.Width);
    }

    /// <summary>The blocks, by the index of their first set.</summary>
    public IReadOnlyList<CoupledBlock> Blocks { get; }

    /// <summary>The number of coupled sets.</summary>
    public int Count { get; }

    /// <summary>Every channel axis of every initializer, in the order of the graph.</summary>
    public IReadOnlyList<ChannelSlot> Slots { get; }

    /// <summary>The slots that produce channels, one per convolution or matrix product, in the order of the graph.</summary>
    public IReadOnlyList<ChannelSlot> Layers { get; }

    /// <summary>The operators through which channels could not be followed.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <summary>The layers that keep all their channels, with the reason.</summary>
    public IEnumerable<(string Layer, string Reason)> LeftWhole
    {
        get
        {
            var blockOf = BlockOfSet();
            foreach (var layer in Layers)
            {
                var reasons = layer.Channels.Spans.Select(span => Blocks[blockOf[span.Start]].Protection).ToList();
                if (reasons.TrueForAll(reason => reason is not null))
                {
                    yield return (layer.Node.Name, reasons[0]!);
                }
            }
        }
    }

    internal IEnumerable<KeyValuePair<string, ChannelAxis>> Values => _values;

    /// <summary>Follows the channels of <paramref name="graph"/>. Linear in the edges of the graph.</summary>
    /// <exception cref="GraphException">The graph's shapes contradict each other.</exception>
    public static ChannelCoupling Of(ModelGraph graph) => CouplingAnalysis.Run(graph);

    /// <summary>The channels of an activation, or null where they are not followed.</summary>
    public ChannelAxis? Channels(string value) => _values.GetValueOrDefault(value);

    /// <summary>The block index of every coupled set.</summary>
    public int[] BlockOfSet()
    {
        var blockOf = new int[Count];
        for (var block = 0; block < Blocks.Count; block++)
        {
            blockOf.AsSpan(Blocks[block].Start, Blocks[block].Width).Fill(block);
        }

        return blockOf;
    }

    /// <summary>Each block as a chain, then what was refused and what is left whole.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendJoin('\n', Blocks.Where(block => block.Members.Count > 0));
        foreach (var refusal in Refusals)
        {
            text.Append("\nrefused ").Append(refusal);
        }

        foreach (var (layer, reason) in LeftWhole)
        {
            text.Append("\nleft whole ").Append(layer).Append(": ").Append(reason);
        }

        return text.ToString();
    }

    internal bool Follows(Node node) => !_refused.Contains(node.Name);
}

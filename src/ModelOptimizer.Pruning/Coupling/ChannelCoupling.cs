using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Coupling;

/// <summary>
/// Which channels of a graph must leave together. Every channel of every tensor belongs to a coupled set, numbered from 0; a set is the unit of
/// removal. Neighbouring sets with the same members form a <see cref="CoupledBlock"/>.
/// </summary>
public sealed class ChannelCoupling
{
    private readonly IReadOnlyDictionary<string, ChannelAxis> _values;

    internal ChannelCoupling(
        IReadOnlyList<CoupledBlock> blocks,
        IReadOnlyList<ChannelSlot> slots,
        IReadOnlyDictionary<string, ChannelAxis> values,
        IReadOnlyDictionary<string, ChannelPick> picks,
        IReadOnlyList<Refusal> refusals,
        IReadOnlySet<string> followed)
    {
        Blocks = blocks;
        Slots = slots;
        Refusals = refusals;
        Picks = picks;
        Followed = followed;
        _values = values;
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

            foreach (var refusal in Refusals.Where(refusal => refusal.OpType is "Conv" or "ConvTranspose" or "Gemm" or "MatMul"))
            {
                yield return (refusal.Node, refusal.Reason);
            }
        }
    }

    internal IEnumerable<KeyValuePair<string, ChannelAxis>> Values => _values;

    /// <summary>The values that are picked from others.</summary>
    internal IReadOnlyDictionary<string, ChannelPick> Picks { get; }

    /// <summary>The names of the nodes through which channels were followed.</summary>
    internal IReadOnlySet<string> Followed { get; }

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

    /// <summary>The coupled sets as chains, then what was refused and what is left whole, one a line.</summary>
    public override string ToString() => string.Join('\n',
    [
        .. CoupledChain.Of(this).Select(chain => chain.ToString()),
        .. Refusals.Select(refusal => $"refused {refusal}"),
        .. LeftWhole.Select(whole => $"left whole {whole.Layer}: {whole.Reason}"),
    ]);

    internal bool Follows(Node node) => Followed.Contains(node.Name);
}

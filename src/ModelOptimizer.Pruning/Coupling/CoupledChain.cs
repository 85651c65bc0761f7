using System.Globalization;
using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Coupling;

/// <summary>Coupled sets with the same members, however they are scattered, as one chain from the layers that make the channels to those that read them.</summary>
/// <param name="Channels">The number of coupled sets.</param>
/// <param name="Protection">Why they must stay, or null where they may leave.</param>
/// <param name="Links">The members in the order of the graph.</param>
public sealed record CoupledChain(int Channels, string? Protection, IReadOnlyList<ChainLink> Links)
{
    /// <summary>The chains of a coupling, by their first set.</summary>
    public static IReadOnlyList<CoupledChain> Of(ChannelCoupling coupling)
    {
        var order = new Dictionary<ChannelSlot, int>(ReferenceEqualityComparer.Instance);
        foreach (var slot in coupling.Slots)
        {
            order.Add(slot, order.Count);
        }

        return
        [
            .. from block in coupling.Blocks
               where block.Members.Count > 0
               group block by string.Join(',', [block.Protection, .. block.Members.Select(member => $"{order[member.Slot]}x{member.Repeat}")]) into alike
               select Chain([.. alike]),
        ];
    }

    /// <summary>The chain as a line: <c>64 channels: conv1 out 0-63 -> bn1 0-63 -> conv2 in 0-63</c>.</summary>
    public override string ToString() =>
        $"{Channels} {(Channels == 1 ? "channel" : "channels")}: {string.Join(" -> ", Links)}{(Protection is null ? "" : $" (stays: {Protection})")}";

    private static CoupledChain Chain(List<CoupledBlock> blocks)
    {
        var members = from block in blocks
                      from member in block.Members
                      where member.IsLandmark
                      group (member.Offset, block.Width * member.Repeat) by member.Slot into positions
                      select new ChainLink(positions.Key.Node, positions.Key.Role, Ranges(positions));
        return new(blocks.Sum(block => block.Width), blocks[0].Protection, [.. members]);
    }

    private static List<ChannelRange> Ranges(IEnumerable<(int Start, int Length)> positions)
    {
        var ranges = new List<ChannelRange>();
        foreach (var (start, length) in positions.OrderBy(range => range.Start))
        {
            if (ranges.Count > 0 && ranges[^1].Last + 1 == start)
            {
                ranges[^1] = ranges[^1] with { Last = start + length - 1 };
            }
            else
            {
                ranges.Add(new(start, start + length - 1));
            }
        }

        return ranges;
    }
}

/// <summary>A member of a chain.</summary>
/// <param name="Node">The operator.</param>
/// <param name="Role">What it does with the channels.</param>
/// <param name="Ranges">Where they are along its axis.</param>
public sealed record ChainLink(Node Node, ChannelRole Role, IReadOnlyList<ChannelRange> Ranges)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Node.Name}{(Role == ChannelRole.Output ? " out" : Role == ChannelRole.Input ? " in" : "")} {string.Join(',', Ranges)}";
}

/// <summary>Neighbouring channels.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
public readonly record struct ChannelRange(int First, int Last)
{
    /// <inheritdoc/>
    public override string ToString() => First == Last ? First.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");
}

using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Coupling;

/// <summary>
/// Neighbouring coupled sets with the same members: set <see cref="Start"/> + i holds the i-th channel of every member. Removing a set removes
/// that channel everywhere, and nothing else.
/// </summary>
public sealed class CoupledBlock
{
    private readonly List<ChannelMember> _members = [];

    internal CoupledBlock(int start, int width, string? protection) => (Start, Width, Protection) = (start, width, protection);

    /// <summary>The index of the first coupled set.</summary>
    public int Start { get; }

    /// <summary>The number of coupled sets.</summary>
    public int Width { get; }

    /// <summary>Why these channels must stay, or null where they may leave.</summary>
    public string? Protection { get; }

    /// <summary>Whether the channels may leave.</summary>
    public bool IsPrunable => Protection is null;

    /// <summary>Every place that holds these channels.</summary>
    public IReadOnlyList<ChannelMember> Members => _members;

    /// <summary>The first layer that makes these channels, or null where none does.</summary>
    internal Node? Layer { get; private set; }

    internal void Add(ChannelMember member) 
    {
        _members.Add(member);
        if (member.Slot.Role == ChannelRole.Output)
        {
            Layer ??= member.Slot.Node;
        }
    }

    /// <summary>The set as a readable chain: <c>64 channels: conv1 out, bn1, conv2 in</c>.</summary>
    public override string ToString()
    {
        var chain = string.Join(", ", _members.Where(member => member.IsLandmark).Select(member => member.ToString()).Distinct());
        return $"{Width} {(Width == 1 ? "channel" : "channels")}: {chain}{(Protection is null ? "" : $" (stays: {Protection})")}";
    }
}

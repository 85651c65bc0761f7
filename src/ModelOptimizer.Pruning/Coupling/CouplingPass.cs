using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Pruning.Coupling;

/// <summary>What the operator families see while identities are followed through a graph.</summary>
internal sealed class CouplingPass(ModelGraph graph, ShapeDictionary shapes)
{
    private readonly Dictionary<string, ChannelLayout> _layouts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Initializer, int Axis), ChannelList> _axes = [];
    private readonly List<SlotDraft> _slots = [];

    public ModelGraph Graph => graph;

    public IReadOnlyDictionary<string, ChannelLayout> Layouts => _layouts;

    public IReadOnlyList<SlotDraft> Slots => _slots;

    public IReadOnlyList<Dimension>? Shape(string value) => shapes.GetValueOrDefault(value)?.Shape;

    public TensorData? Constant(string? value) => value is null ? null : graph.Initializers.GetValueOrDefault(value);

    /// <summary>The layout of a value, or null where it has no channels that are followed.</summary>
    public ChannelLayout? Layout(string? value) => value is null ? null : _layouts.GetValueOrDefault(value);

    /// <summary>
    /// The layout of an activation; where it is not known its channels (axis 1) stay. Null where not even the channel count is known.
    /// </summary>
    public ChannelLayout? Activation(string value)
    {
        if (_layouts.TryGetValue(value, out var layout))
        {
            return layout;
        }

        Assign(value, Whole(value, Constant(value) is null ? "its producer cannot be followed" : "it is a constant"));
        return Layout(value);
    }

    public void Assign(string value, ChannelLayout? layout)
    {
        if (layout is not null && value.Length > 0)
        {
            _layouts[value] = layout;
        }
    }

    /// <summary>A layout for <paramref name="value"/> whose channels all stay, or null where its shape does not tell the channel count.</summary>
    public ChannelLayout? Whole(string value, string reason)
    {
        if (Shape(value) is not { Count: >= 2 } shape || shape[1].Value is not (> 0 and <= int.MaxValue and var width))
        {
            return null;
        }

        var channels = ChannelList.Fresh((int)width);
        channels.Protect(reason);
        return new(1, shape.Count, channels);
    }

    /// <summary>Records that an axis of an initializer holds <paramref name="channels"/>; a second use of the same axis unifies both.</summary>
    public void Slot(Node node, string initializer, int axis, ChannelRole role, ChannelList channels)
    {
        if (_axes.TryGetValue((initializer, axis), out var earlier))
        {
            ChannelList.Unify(earlier, channels);
        }
        else
        {
            _axes.Add((initializer, axis), channels);
        }

        _slots.Add(new(node, initializer, axis, role, channels));
    }
}

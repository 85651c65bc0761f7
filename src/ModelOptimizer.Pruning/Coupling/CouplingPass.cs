using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Pruning.Coupling;

/// <summary>What the operator families see while identities are followed through a graph.</summary>
internal sealed class CouplingPass(ModelGraph graph, ShapeDictionary shapes)
{
    private readonly Dictionary<string, ChannelLayout> _layouts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ChannelGrid> _grids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ChannelPick> _picks = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Initializer, int Axis), ChannelList> _axes = [];
    private readonly List<SlotDraft> _slots = [];

    public ModelGraph Graph => graph;

    public GraphIndex Index { get; } = new(graph);

    public IReadOnlyDictionary<string, ChannelLayout> Layouts => _layouts;

    public IReadOnlyDictionary<string, ChannelPick> Picks => _picks;

    public IReadOnlyList<SlotDraft> Slots => _slots;

    public long OperatorSet => graph.OperatorSets.GetValueOrDefault("", 1);

    public IReadOnlyList<Dimension>? Shape(string value) => shapes.GetValueOrDefault(value)?.Shape;

    public TensorData? Constant(string? value) => value is null ? null : graph.Initializers.GetValueOrDefault(value);

    /// <summary>The layout of a value, or null where it has no channels that are followed.</summary>
    public ChannelLayout? Layout(string? value) => value is null ? null : _layouts.GetValueOrDefault(value);

    /// <summary>The grid of a value that is being rearranged, or null.</summary>
    public ChannelGrid? Grid(string? value) => value is null ? null : _grids.GetValueOrDefault(value);

    /// <summary>Whether channels reach <paramref name="value"/>, in either form.</summary>
    public bool Carries(string value) => _layouts.ContainsKey(value) || _grids.ContainsKey(value);

    /// <summary>Keeps the channels that reach <paramref name="value"/>.</summary>
    public void Protect(string value, string reason) => (Layout(value) ?? Grid(value)?.Start)?.Channels.Protect(reason);

    /// <summary>
    /// The layout of an activation; where it is not known its channels (axis 1) stay. Null where not even the channel count is known.
    /// </summary>
    public ChannelLayout? Activation(string value)
    {
        if (!_layouts.ContainsKey(value))
        {
            Assign(value, Whole(value, Constant(value) is null ? "its producer cannot be followed" : "it is a constant"));
        }

        return Layout(value);
    }

    /// <summary>The same for what a layer reads: its weights tell where its channels are.</summary>
    public ChannelLayout LayerInput(string value, int axis, int rank, int width)
    {
        if (Layout(value) is { } layout)
        {
            return layout;
        }

        var channels = ChannelList.Fresh(width);
        channels.Protect("its producer cannot be followed");
        return _layouts[value] = new(axis, rank, channels);
    }

    public void Assign(string value, ChannelLayout? layout)
    {
        if (layout is not null && value.Length > 0)
        {
            _layouts[value] = layout;
        }
    }

    /// <summary>Says that <paramref name="value"/> holds picked channels of a value whose layout is <paramref name="origin"/>.</summary>
    public void Pick(string value, ChannelLayout origin, ChannelPick pick)
    {
        _layouts[value] = origin with { Channels = origin.Channels.Pick(pick.Positions) };
        _picks[value] = pick;
    }

    /// <summary>Says that <paramref name="value"/> is a step of a rearrangement, or its end.</summary>
    public void Rearrange(string value, ChannelGrid grid)
    {
        if (grid.Finished() is { } pick)
        {
            Pick(value, grid.Start, pick);
        }
        else
        {
            _grids[value] = grid;
        }
    }

    /// <summary>A layout for <paramref name="value"/> whose channels all stay, or null where its shape does not tell the channel count.</summary>
    public ChannelLayout? Whole(string value, string reason)
    {
        if (Shape(value) is not { Count: >= 2 } shape || shape[1].Value is not (> 0 and <= ChannelList.Largest and var width))
        {
            return null;
        }

        var channels = ChannelList.Fresh((int)width);
        channels.Protect(reason);
        return new(1, shape.Count, channels);
    }

    /// <summary>Records that an axis of an initializer holds <paramref name="channels"/>; a second use of the same axis unifies both.</summary>
    /// <exception cref="GraphException">The axis has another length.</exception>
    public void Slot(Node node, string initializer, int axis, ChannelRole role, ChannelList channels)
    {
        if (graph.Initializers[initializer].Shape is var shape && (axis >= shape.Count || shape[axis] != channels.Width))
        {
            throw new GraphException($"'{initializer}' of {node.OpType} '{node.Name}' has the shape [{string.Join(", ", shape)}], which does not fit {channels.Width} channels.");
        }

        if (!_axes.TryAdd((initializer, axis), channels))
        {
            ChannelList.Unify(_axes[(initializer, axis)], channels);
        }

        _slots.Add(new(node, initializer, axis, role, channels));
    }
}

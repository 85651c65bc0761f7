using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Coupling.Operators;

namespace ModelOptimizer.Pruning.Surgery;

/// <summary>
/// The constants that removed channels leave behind, followed through a graph: BatchNormalization with its gamma gone outputs beta, the
/// activation makes act(beta) of it, additions and concatenations carry it to the consumers. NaN where a channel stays or its value is not known.
/// </summary>
internal sealed class ConstantPass(ModelGraph graph, ChannelCoupling coupling, IReadOnlyList<bool> removed)
{
    private readonly Dictionary<string, float[]> _constants = new(StringComparer.Ordinal);

    public ModelGraph Graph => graph;

    /// <summary>Follows the constants through the whole graph.</summary>
    public ConstantPass Run()
    {
        foreach (var node in graph.Nodes)
        {
            if (!coupling.Follows(node) || coupling.Channels(node.Output) is null)
            {
                continue;
            }

            if (coupling.Picks.TryGetValue(node.Output, out var pick))
            {
                Assign(node.Output, Of(pick.Origin) is { } origin ? Array.ConvertAll(pick.Positions, position => origin[position]) : null);
            }
            else
            {
                OperatorFamilies.Of(node)!.Propagate(node, this);
            }
        }

        return this;
    }

    public ChannelAxis? Channels(string value) => coupling.Channels(value);

    /// <summary>The constants of a value by channel, or null where none is known.</summary>
    public float[]? Of(string value) => _constants.GetValueOrDefault(value);

    /// <summary>No constant at all for each channel of a value.</summary>
    public float[] Unknown(string value)
    {
        var unknown = new float[Channels(value)!.Width];
        unknown.AsSpan().Fill(float.NaN);
        return unknown;
    }

    /// <summary>A copy of an operand's constants, laid along the channels of an elementwise operator's output.</summary>
    public float[]? Of(string output, string operand, ChannelAxis channels)
    {
        if (Of(operand) is { } constants)
        {
            return constants.Length == channels.Width ? [.. constants] : null;
        }

        if (!graph.Initializers.TryGetValue(operand, out var tensor) || tensor.Type != ElementType.Float32)
        {
            return null;
        }

        var axis = tensor.Shape.Count - (channels.Rank - channels.Axis);
        if (tensor.Count != 1 && (axis < 0 || tensor.Count != tensor.Shape[axis] || tensor.Count != channels.Width))
        {
            return null;
        }

        var values = new float[channels.Width];
        for (var channel = 0; channel < values.Length; channel++)
        {
            values[channel] = tensor.Floats[tensor.Count == 1 ? 0 : channel];
        }

        return values;
    }

    /// <summary>Records the constants of a value; those of channels that stay are dropped.</summary>
    public void Assign(string value, float[]? constants)
    {
        if (constants is null || Channels(value) is not { } channels)
        {
            return;
        }

        var sets = channels.Sets();
        var kept = new float[constants.Length];
        var any = false;
        for (var position = 0; position < kept.Length; position++)
        {
            kept[position] = removed[sets[position]] && float.IsFinite(constants[position]) ? constants[position] : float.NaN;
            any |= removed[sets[position]];
        }

        if (any)
        {
            _constants[value] = kept;
        }
    }

    /// <summary>Records that removed channels of a value hold <paramref name="factor"/> times their entry of a bias, or zero where there is none.</summary>
    public void AssignBias(string value, string? bias, float factor = 1)
    {
        if (Channels(value) is not { } channels)
        {
            return;
        }

        var constants = new float[channels.Width];
        if (bias is not null)
        {
            var values = graph.Initializers[bias].Floats;
            for (var position = 0; position < constants.Length; position++)
            {
                constants[position] = factor * values[values.Length == 1 ? 0 : position];
            }
        }

        Assign(value, constants);
    }
}

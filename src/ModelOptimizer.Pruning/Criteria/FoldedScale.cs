using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Criteria;

/// <summary>
/// The factor |gamma| / sqrt(variance + epsilon) that BatchNormalization multiplies filters with, so that filters are compared as they act: scaling one
/// under BatchNormalization changes nothing. A filter takes the factor of the normalisation that reads its layer alone; where layers share a stream
/// that its readers normalise (DenseNet, pre-activation), the mean over those; else 1.
/// </summary>
internal sealed class FoldedScale
{
    private readonly ModelGraph _graph;
    private readonly Dictionary<string, ChannelSlot> _readerOf = new(StringComparer.Ordinal);
    private readonly float[] _streams;

    public FoldedScale(ModelGraph graph, ChannelCoupling coupling)
    {
        _graph = graph;
        var made = coupling.Layers.Select(layer => layer.Node.Output).ToHashSet(StringComparer.Ordinal);
        var scales = coupling.Slots.Where(slot => slot.Role == ChannelRole.Scale).ToList();
        foreach (var scale in scales.Where(scale => made.Contains(scale.Node.Inputs[0])))
        {
            _readerOf.TryAdd(scale.Node.Inputs[0], scale);
        }

        var streams = new MemberScores(coupling.Count);
        foreach (var scale in scales.Where(scale => !made.Contains(scale.Node.Inputs[0])))
        {
            streams.Add(scale.Channels, Factors(scale));
        }

        _streams = streams.Aggregate(Aggregation.Mean);
    }

    /// <summary>One factor per filter of a layer.</summary>
    public float[] Of(ChannelSlot layer) => _readerOf.TryGetValue(layer.Node.Output, out var scale) && scale.Channels.Width == layer.Channels.Width
        ? Factors(scale)
        : Array.ConvertAll(layer.Channels.Sets(), set => float.IsNaN(_streams[set]) ? 1 : _streams[set]);

    private float[] Factors(ChannelSlot scale)
    {
        var gamma = _graph.Initializers[scale.Initializer].Floats;
        var variance = _graph.Initializers[scale.Node.Inputs[4]].Floats;
        var epsilon = scale.Node.Float("epsilon", 1e-5f);
        var factors = new float[gamma.Length];
        for (var channel = 0; channel < factors.Length; channel++)
        {
            factors[channel] = MathF.Abs(gamma[channel]) / MathF.Sqrt(variance[channel] + epsilon);
        }

        return factors;
    }
}

using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Criteria;

/// <summary>The absolute scale |gamma| of the channel's batch normalisation, after sparse training (arXiv 1708.06519, arXiv 2306.01526).</summary>
public sealed class BatchNormScale : ICriterion
{
    /// <inheritdoc/>
    public string Name => "bn-scale";

    /// <inheritdoc/>
    public float[] Score(ModelGraph graph, ChannelCoupling coupling, Aggregation aggregation)
    {
        var scores = new MemberScores(coupling.Count);
        foreach (var slot in coupling.Slots.Where(slot => slot.Role == ChannelRole.Scale))
        {
            var magnitudes = graph.Initializers[slot.Initializer].Floats.ToArray();
            for (var channel = 0; channel < magnitudes.Length; channel++)
            {
                magnitudes[channel] = MathF.Abs(magnitudes[channel]);
            }

            scores.Add(slot.Channels, magnitudes);
        }

        return scores.Aggregate(aggregation);
    }
}

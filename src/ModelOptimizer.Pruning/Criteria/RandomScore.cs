using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Criteria;

/// <summary>Uniformly random scores: the control that every other criterion must beat.</summary>
/// <param name="seed">Drives the scores; the same seed gives the same ones.</param>
public sealed class RandomScore(int seed) : ICriterion
{
    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public float[] Score(ModelGraph graph, ChannelCoupling coupling, Aggregation aggregation)
    {
        var random = new Random(seed);
        var scores = new float[coupling.Count];
        for (var set = 0; set < scores.Length; set++)
        {
            scores[set] = random.NextSingle();
        }

        return scores;
    }
}

using System.Runtime.InteropServices;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Criteria;

/// <summary>Collects the scores of the members of each coupled set.</summary>
internal sealed class MemberScores(int sets)
{
    private readonly List<float>?[] _scores = new List<float>?[sets];

    /// <summary>Scores that each layer gives to the channels it makes, one per position along its axis.</summary>
    public static float[] OfLayers(ChannelCoupling coupling, Aggregation aggregation, Func<ChannelSlot, float[]> scoresOf)
    {
        var scores = new MemberScores(coupling.Count);
        foreach (var layer in coupling.Layers)
        {
            scores.Add(layer.Channels, scoresOf(layer));
        }

        return scores.Aggregate(aggregation);
    }

    /// <summary>Adds one score per position along an axis.</summary>
    public void Add(ChannelAxis channels, ReadOnlySpan<float> scores)
    {
        var indices = channels.Sets();
        for (var position = 0; position < indices.Length; position++)
        {
            (_scores[indices[position]] ??= new(1)).Add(scores[position]);
        }
    }

    /// <summary>One score per set; NaN where it has no members.</summary>
    public float[] Aggregate(Aggregation aggregation) =>
        Array.ConvertAll(_scores, scores => scores is null ? float.NaN : Aggregate(CollectionsMarshal.AsSpan(scores), aggregation));

    private static float Aggregate(Span<float> scores, Aggregation aggregation)
    {
        scores.Sort();
        var sum = 0f;
        foreach (var score in scores)
        {
            sum += score;
        }

        return aggregation switch
        {
            Aggregation.Majority => scores[scores.Length / 2],
            Aggregation.Mean => sum / scores.Length,
            Aggregation.Sum => sum,
            Aggregation.Maximum => scores[^1],
            Aggregation.Minimum => scores[0],
            _ => throw new ArgumentOutOfRangeException(nameof(aggregation)),
        };
    }
}

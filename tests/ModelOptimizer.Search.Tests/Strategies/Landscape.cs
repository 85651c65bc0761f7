using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Search.Spaces;
using ModelOptimizer.Search.Strategies;

namespace ModelOptimizer.Search.Tests.Strategies;

/// <summary>
/// A made-up reward with structure: each layer bears a ratio of its own, which grows with depth, beyond which accuracy falls steeply; some blocks are idle
/// and some vital; whatever leaves saves cost in proportion to the layer's channels.
/// </summary>
internal sealed class Landscape
{
    private readonly double[] _bears;
    private readonly double[] _vital;

    public Landscape(ulong seed)
    {
        var random = RandomSequence.Derive(seed, 99);
        _bears = [.. Enumerable.Range(0, Space.Widths.Count).Select(width => 0.1 + (0.7 * width / Space.Widths.Count) + random.NextSingle(-0.1f, 0.1f))];
        _vital = [.. Enumerable.Range(0, Space.Blocks.Count).Select(_ => random.NextBoolean(0.5f) ? 0.0 : 0.15)];
    }

    public static SearchSpace Space { get; } = SearchSpace.Of(ModelZoo.Build("resnet56", new()));

    public double Of(Architecture candidate)
    {
        var accuracy = 1.0;
        var saved = 0.0;
        for (var width = 0; width < _bears.Length; width++)
        {
            var excess = Math.Max(0, candidate.Ratios[width] - _bears[width]);
            accuracy -= (2.0 * excess * excess) + (0.02 * candidate.Ratios[width]);
            saved += candidate.Ratios[width] / _bears.Length;
        }

        for (var block = 0; block < _vital.Length; block++)
        {
            accuracy -= candidate.Removed[block] ? _vital[block] : 0;
            saved += candidate.Removed[block] ? 0.5 / _vital.Length : 0;
        }

        return accuracy + saved;
    }

    /// <summary>The best reward that a strategy finds.</summary>
    public double Best(ISearchStrategy strategy, int rollouts)
    {
        var best = double.NegativeInfinity;
        for (var done = 0; done < rollouts;)
        {
            var round = strategy.Propose(rollouts - done);
            double?[] rewards = [.. round.Select(candidate => (double?)Of(candidate))];
            best = Math.Max(best, rewards.Max()!.Value);
            strategy.Learn(rewards);
            done += round.Count;
        }

        return best;
    }
}

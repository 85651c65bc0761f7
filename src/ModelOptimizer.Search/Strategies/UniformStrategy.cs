using ModelOptimizer.Search.Spaces;

namespace ModelOptimizer.Search.Strategies;

/// <summary>
/// The same ratio everywhere, from 0 to the cap in even steps, once with all blocks and once without any: what the winners of ABCP nearly are.
/// </summary>
/// <param name="space">The space.</param>
/// <param name="rollouts">How many candidates there are to be, at least 1.</param>
public sealed class UniformStrategy(SearchSpace space, int rollouts) : ISearchStrategy
{
    private const int Round = 4;

    private int _proposed;

    /// <inheritdoc/>
    public string Name => SearchStrategies.Uniform;

    /// <inheritdoc/>
    public IReadOnlyList<Architecture> Propose(int most) =>
        [.. Enumerable.Range(0, Math.Min(Round, most)).Select(_ => space.Decide(Next(_proposed++)))];

    /// <inheritdoc/>
    public void Learn(IReadOnlyList<double?> rewards)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private Same Next(int index)
    {
        var variants = space.Blocks.Count > 0 ? 2 : 1;
        var steps = Math.Max(1, ((rollouts + variants - 1) / variants) - 1);
        return new(index % variants == 1, space.Options.Cap * Math.Min(1, index / variants / (double)steps));
    }

    private sealed class Same(bool removes, double ratio) : IDecisions
    {
        public bool Removes(SearchStep decision) => removes;

        public double Ratio(SearchStep decision) => ratio;
    }
}

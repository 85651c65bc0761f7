using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Search.Spaces;

namespace ModelOptimizer.Search.Strategies;

/// <summary>Random search: the control that a search must beat at as many rollouts.</summary>
/// <param name="space">The space.</param>
/// <param name="seed">Drives the draws.</param>
public sealed class RandomStrategy(SearchSpace space, ulong seed) : ISearchStrategy
{
    private const int Round = 4;

    private ulong _drawn;

    /// <inheritdoc/>
    public string Name => SearchStrategies.Random;

    /// <inheritdoc/>
    public IReadOnlyList<Architecture> Propose(int most) =>
        [.. Enumerable.Range(0, Math.Min(Round, most)).Select(_ => space.Decide(new UniformDecisions(space.Options, RandomSequence.Derive(seed, _drawn++))))];

    /// <inheritdoc/>
    public void Learn(IReadOnlyList<double?> rewards)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

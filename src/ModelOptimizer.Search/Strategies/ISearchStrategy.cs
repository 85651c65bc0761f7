using ModelOptimizer.Search.Spaces;

namespace ModelOptimizer.Search.Strategies;

/// <summary>Proposes candidates, round by round, and may learn from what they are worth. A new strategy is a file in this folder and a line in <see cref="SearchStrategies"/>.</summary>
public interface ISearchStrategy : IDisposable
{
    /// <summary>Its name in reports.</summary>
    string Name { get; }

    /// <summary>The candidates of the next round, at least one and no more than <paramref name="most"/>. How many are evaluated at the same time plays no part.</summary>
    IReadOnlyList<Architecture> Propose(int most);

    /// <summary>What the candidates of this round are worth, in their order; null where one failed by no fault of its own.</summary>
    void Learn(IReadOnlyList<double?> rewards);
}

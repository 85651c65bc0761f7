namespace ModelOptimizer.Pruning.Criteria;

/// <summary>The criteria by name.</summary>
public static class PruningCriteria
{
    /// <summary>Every criterion.</summary>
    /// <param name="seed">For those that draw random numbers.</param>
    public static IReadOnlyList<ICriterion> All(int seed) => [new BatchNormScale(), new FilterL1(), new RandomScore(seed)];

    /// <summary>The criterion called <paramref name="name"/>.</summary>
    /// <exception cref="PruningException">There is none.</exception>
    public static ICriterion Find(string name, int seed = 0) => All(seed).FirstOrDefault(criterion => criterion.Name == name)
        ?? throw new PruningException($"There is no criterion '{name}'. Use one of {string.Join(", ", All(seed).Select(criterion => criterion.Name))}.");
}

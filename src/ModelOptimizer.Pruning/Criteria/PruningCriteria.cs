using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Criteria;

/// <summary>The criteria by name.</summary>
public static class PruningCriteria
{
    /// <summary>Every criterion. A new one is a file in this folder and a line here.</summary>
    private static readonly SortedDictionary<string, Func<CriterionOptions, ICriterion>> All = new(StringComparer.Ordinal)
    {
        ["bn-scale"] = _ => new BatchNormScale(),
        ["cpmc"] = options => new Cpmc(options.Cpmc),
        ["fpgm"] = _ => new GeometricMedian(),
        ["l1"] = _ => new FilterL1(),
        ["l2"] = _ => new FilterL2(),
        ["random"] = options => new RandomScore(options.Seed),
        ["taylor"] = options => new Taylor(options.Gradients ?? throw new PruningException("The criterion 'taylor' needs data: prune in a manifest, which has some.")),
    };

    /// <summary>The names that <see cref="Find(string, CriterionOptions?)"/> knows.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>The criterion called <paramref name="name"/>, with a seed for random scores.</summary>
    /// <exception cref="PruningException">There is none, or it needs something that is not given.</exception>
    public static ICriterion Find(string name, int seed) => Find(name, new CriterionOptions { Seed = seed });

    /// <summary>The criterion called <paramref name="name"/>.</summary>
    /// <exception cref="PruningException">There is none, or it needs something that is not given.</exception>
    public static ICriterion Find(string name, CriterionOptions? options = null) => All.TryGetValue(name, out var make)
        ? make(options ?? new())
        : throw new PruningException($"There is no criterion '{name}'{Suggestion.For(name, Names)}");
}

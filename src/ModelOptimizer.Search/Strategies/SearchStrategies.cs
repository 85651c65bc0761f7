using ModelOptimizer.Search.Controllers;
using ModelOptimizer.Search.Spaces;

namespace ModelOptimizer.Search.Strategies;

/// <summary>The strategies by name.</summary>
public static class SearchStrategies
{
    /// <summary>The controller.</summary>
    public const string Controller = "controller";

    /// <summary>Random search.</summary>
    public const string Random = "random";

    /// <summary>One ratio everywhere.</summary>
    public const string Uniform = "uniform";

    /// <summary>Evolution.</summary>
    public const string Evolution = "evolution";

    /// <summary>Group pruning at the costs that the search reached; its plans come from elsewhere than the space.</summary>
    public const string Group = "group";

    /// <summary>The controls that propose points of the space.</summary>
    public static IReadOnlyList<string> Controls { get; } = [Uniform, Random, Evolution];

    /// <summary>The strategy called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ISearchStrategy Create(string name, SearchSpace space, ControllerOptions controller, int rollouts, ulong seed) => name switch
    {
        Controller => new ControllerStrategy(space, controller, seed),
        Random => new RandomStrategy(space, seed),
        Uniform => new UniformStrategy(space, rollouts),
        Evolution => new EvolutionStrategy(space, seed),
        _ => throw new ArgumentException($"There is no search strategy '{name}'.", nameof(name)),
    };
}

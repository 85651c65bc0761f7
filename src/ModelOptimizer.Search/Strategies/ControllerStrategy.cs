using ModelOptimizer.Search.Controllers;
using ModelOptimizer.Search.Spaces;

namespace ModelOptimizer.Search.Strategies;

/// <summary>The controller searches.</summary>
/// <param name="space">What it decides about.</param>
/// <param name="options">How it learns.</param>
/// <param name="seed">Drives weights and draws.</param>
public sealed class ControllerStrategy(SearchSpace space, ControllerOptions options, ulong seed) : ISearchStrategy
{
    private readonly PolicyController _controller = new(space, options, seed);
    private Trajectory[] _round = [];

    /// <inheritdoc/>
    public string Name => SearchStrategies.Controller;

    /// <inheritdoc/>
    public IReadOnlyList<Architecture> Propose(int most)
    {
        var drawn = Enumerable.Range(0, Math.Min(options.BatchSize, most)).Select(_ => _controller.Draw()).ToArray();
        _round = Array.ConvertAll(drawn, candidate => candidate.Trajectory);
        return Array.ConvertAll(drawn, candidate => candidate.Architecture);
    }

    /// <inheritdoc/>
    public void Learn(IReadOnlyList<double?> rewards)
    {
        ArgumentNullException.ThrowIfNull(rewards);
        var judged = _round.Zip(rewards).Where(pair => pair.Second is not null).ToList();
        if (judged.Count > 0)
        {
            _controller.Learn([.. judged.Select(pair => pair.First)], [.. judged.Select(pair => pair.Second!.Value)]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _controller.Dispose();
}

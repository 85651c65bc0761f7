using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Search.Spaces;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelOptimizer.Search.Controllers;

/// <summary>
/// Draws candidates and learns from what they are worth. Maximises E[R] by -(R - b) * (sum of log-probabilities of all decisions of the very candidate that
/// was evaluated) - weight * entropy. The same seed and rewards give the same candidates.
/// </summary>
public sealed class PolicyController : IDisposable
{
    private const double LeastDeviation = 1e-8;

    private readonly SearchSpace _space;
    private readonly ControllerOptions _options;
    private readonly ulong _seed;
    private readonly PolicyNetwork _network;
    private readonly Adam _optimizer;
    private ulong _drawn;
    private double? _baseline;
    private double _variance;

    /// <summary>A controller that knows nothing yet.</summary>
    /// <param name="space">What it decides about.</param>
    /// <param name="options">How it learns.</param>
    /// <param name="seed">Drives weights and draws.</param>
    public PolicyController(SearchSpace space, ControllerOptions options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        (_space, _options, _seed) = (space, options, seed);
        _network = new(space.Steps.Count, options, space.Options.BlockPrior, seed);
        _optimizer = optim.Adam(_network.Parameters, options.LearningRate);
    }

    internal PolicyNetwork Network => _network;

    /// <summary>Draws a candidate.</summary>
    public (Architecture Architecture, Trajectory Trajectory) Draw()
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var trajectory = new Trajectory(_space.Steps.Count);
        var random = RandomSequence.Derive(_seed, _drawn++);
        return (_space.Decide(new PolicySampler(_network, trajectory, _space.Options.Cap, random)), trajectory);
    }

    /// <summary>Learns what candidates are worth.</summary>
    /// <param name="trajectories">As <see cref="Draw"/> gave them, at least one.</param>
    /// <param name="rewards">What each is worth.</param>
    public void Learn(IReadOnlyList<Trajectory> trajectories, IReadOnlyList<double> rewards)
    {
        ArgumentNullException.ThrowIfNull(trajectories);
        ArgumentNullException.ThrowIfNull(rewards);
        var advantages = Advantages(rewards);
        for (var pass = 0; pass < (_options.Update == PolicyUpdate.Ppo ? _options.Passes : 1); pass++)
        {
            using var scope = NewDisposeScope();
            _optimizer.zero_grad();
            Loss(trajectories, advantages).backward();
            _optimizer.step();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _network.Dispose();
    }

    /// <summary>What a step minimises.</summary>
    internal Tensor Loss(IReadOnlyList<Trajectory> trajectories, double[] advantages)
    {
        var (logarithms, entropies) = PolicyReplay.Run(_network, _space.Steps, trajectories);
        var weights = Vector(advantages);
        var gained = logarithms.mul(weights);
        if (_options.Update == PolicyUpdate.Ppo)
        {
            var change = logarithms.sub(Vector([.. trajectories.Select(trajectory => trajectory.LogProbability)])).exp();
            gained = change.mul(weights).minimum(change.clamp(1 - _options.Clip, 1 + _options.Clip).mul(weights));
        }

        return gained.add(entropies.mul(_options.Entropy)).mean().neg();
    }

    /// <summary>Rewards above the baseline, in units of their deviation; then both follow.</summary>
    private double[] Advantages(IReadOnlyList<double> rewards)
    {
        var baseline = _baseline ?? rewards.Average();
        var variance = rewards.Average(reward => (reward - baseline) * (reward - baseline));
        _variance = _baseline is null ? variance : Follow(_variance, variance);
        var scale = 1 / Math.Max(Math.Sqrt(_variance), LeastDeviation);
        var advantages = rewards.Select(reward => (reward - baseline) * scale).ToArray();
        _baseline = Follow(baseline, rewards.Average());
        return advantages;
    }

    private double Follow(double average, double latest) => (_options.BaselineDecay * average) + ((1 - _options.BaselineDecay) * latest);

    private static Tensor Vector(double[] values) => tensor(Array.ConvertAll(values, value => (float)value));
}

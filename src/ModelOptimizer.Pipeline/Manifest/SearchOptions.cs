using System.ComponentModel.DataAnnotations;
using ModelOptimizer.Search.Controllers;
using ModelOptimizer.Search.Rollouts;
using ModelOptimizer.Search.Spaces;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Searches which residual blocks and which part of each layer's channels leave, by reinforcement learning (arXiv 2110.03858).</summary>
public sealed record SearchOptions
{
    /// <summary>Candidates to judge.</summary>
    [Range(1, 1_000_000)]
    public int Rollouts { get; init; } = 300;

    /// <summary>Stops the search after so many minutes all the same; it then is not repeatable. Absent, only the candidates end it.</summary>
    [Range(0.0, 1_000_000.0, MinimumIsExclusive = true)]
    public double? BudgetMinutes { get; init; }

    /// <summary>Whether residual blocks may leave.</summary>
    public bool Blocks { get; init; } = true;

    /// <summary>Whether channels may leave.</summary>
    public bool Channels { get; init; } = true;

    /// <summary>The largest part of a layer's channels that may leave.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Cap { get; init; } = 0.9;

    /// <summary>How likely a block leaves before anything is learnt.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double BlockPrior { get; init; } = 0.2;

    /// <summary>How layers that are coupled come to one ratio.</summary>
    public AlignmentRule Alignment { get; init; } = AlignmentRule.Shared;

    /// <summary>What a candidate is worth.</summary>
    public SearchRewardOptions Reward { get; init; } = new();

    /// <summary>The controller that takes the decisions.</summary>
    public ControllerOptions Controller { get; init; } = new();

    /// <summary>How a candidate is judged.</summary>
    public RolloutOptions Rollout { get; init; } = new();

    /// <summary>Whether uniform ratios, random search, evolution and group pruning are run with as many candidates, to compare with.</summary>
    public bool Controls { get; init; }

    /// <summary>Candidates judged at the same time, each in a process of its own; no influence on the result.</summary>
    [Range(1, 1024)]
    public int Workers { get; init; } = 1;

    /// <summary>A candidate that takes longer is given up; it costs one sample.</summary>
    [Range(0.0, 100_000.0, MinimumIsExclusive = true)]
    public double TimeoutMinutes { get; init; } = 10;

    /// <summary>Without what has no influence on the result.</summary>
    internal SearchOptions Decisive => this with { Workers = 1, TimeoutMinutes = 10 };
}

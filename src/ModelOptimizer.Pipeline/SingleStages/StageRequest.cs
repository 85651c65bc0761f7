using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Models;

namespace ModelOptimizer.Pipeline.SingleStages;

/// <summary>Which stage to run on which model, and with what. What is null is as in <see cref="From"/> or, without it, by default.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Model">The model, as for <see cref="ModelArgument"/>.</param>
/// <param name="Output">Where to write the result.</param>
public sealed record StageRequest(StageKind Stage, string Model, string Output)
{
    /// <summary>Options of a zoo model, each <c>name=value</c>.</summary>
    public IReadOnlyList<string> ZooSettings { get; init; } = [];

    /// <summary>The teacher's file; needed for distilling.</summary>
    public string? Teacher { get; init; }

    /// <summary>A manifest whose section for the stage, data set, seed, device and precision are taken over.</summary>
    public string? From { get; init; }

    /// <summary>The data set's folder.</summary>
    public string? DataRoot { get; init; }

    /// <summary>How the data set is laid out.</summary>
    public DataFormat? Format { get; init; }

    /// <summary>The split to train on; <c>train</c> by default.</summary>
    public string? Train { get; init; }

    /// <summary>The split to measure on; <c>val</c> by default.</summary>
    public string? Val { get; init; }

    /// <summary>The classes; by default those that the model names.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Options of the stage; they win over those of <see cref="From"/>.</summary>
    public IReadOnlyList<StageSetting> Settings { get; init; } = [];

    /// <summary>Drives every random choice.</summary>
    public int? Seed { get; init; }

    /// <summary>Where to train.</summary>
    public DeviceKind? Device { get; init; }

    /// <summary>The number format of convolutions.</summary>
    public PrecisionKind? Precision { get; init; }

    /// <summary>Threads to compute with.</summary>
    public int? Threads { get; init; }

    /// <summary>The cache's folder, which keeps checkpoints and results.</summary>
    public string Cache { get; init; } = ContentCache.DefaultRoot;

    /// <summary>How much training a killed run may lose at least; no influence on the result.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(15);
}

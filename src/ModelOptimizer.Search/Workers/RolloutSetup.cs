using ModelOptimizer.Search.Rollouts;
using ModelOptimizer.Training.Runtime;

namespace ModelOptimizer.Search.Workers;

/// <summary>
/// Everything that a worker needs besides plans. It names files; nothing else is shared with whoever sends it, so a worker may run on any machine that has
/// them.
/// </summary>
/// <param name="Model">The ONNX file of the whole model, which describes itself.</param>
/// <param name="Data">The data set's folder.</param>
/// <param name="Train">The split for statistics and training.</param>
/// <param name="Validation">The split to judge on.</param>
public sealed record RolloutSetup(string Model, string Data, string Train, string Validation)
{
    /// <summary>How candidates are judged.</summary>
    public RolloutOptions Options { get; init; } = new();

    /// <summary>Drives trainings.</summary>
    public int Seed { get; init; }

    /// <summary>Where to compute.</summary>
    public DeviceChoice Device { get; init; } = DeviceChoice.Auto;

    /// <summary>In which number format.</summary>
    public PrecisionChoice Precision { get; init; } = PrecisionChoice.Auto;

    /// <summary>Compute threads of a worker.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether candidates are run against the clock.</summary>
    public bool MeasuresLatency { get; init; }
}

using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>What to compress, on which data, in which stages, and what the result must satisfy (<c>*.modelopt.json</c>).</summary>
public sealed record CompressionManifest
{
    /// <summary>The model to start from.</summary>
    public required ModelOptions Model { get; init; }

    /// <summary>What the model does.</summary>
    public required TaskKind Task { get; init; }

    /// <summary>The data set to train and to measure on.</summary>
    public required DataOptions Data { get; init; }

    /// <summary>Drives every random choice; the same seed gives the same artifact.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; }

    /// <summary>Where to train.</summary>
    public DeviceKind Device { get; init; } = DeviceKind.Auto;

    /// <summary>The number format of convolutions during training; the artifact is float32 always.</summary>
    public PrecisionKind Precision { get; init; } = PrecisionKind.Auto;

    /// <summary>The stages to run; a stage that is absent is not run.</summary>
    public required StageOptions Stages { get; init; }

    /// <summary>Limits that fail the run.</summary>
    public GateOptions Gates { get; init; } = new();

    /// <summary>The artifact and its accessor.</summary>
    public OutputOptions Output { get; init; } = new();
}

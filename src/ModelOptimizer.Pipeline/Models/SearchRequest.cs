using ModelOptimizer.Pipeline.Manifest;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>What the verb <c>search</c> is asked to do.</summary>
/// <param name="Model">The model, as for <see cref="ModelArgument"/>.</param>
/// <param name="Data">Folder of the data set: PASCAL VOC for a detector, folders of images for a classifier.</param>
/// <param name="Output">Where to write the found model; <c>search.json</c>, the plan and what a later run goes on from are kept beside it.</param>
public sealed record SearchRequest(string Model, string Data, string Output)
{
    /// <summary>Options of a zoo model, each <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>The split for statistics and training.</summary>
    public string Train { get; init; } = "train";

    /// <summary>The split to judge on.</summary>
    public string Validation { get; init; } = "val";

    /// <summary>Of a classifier: means of red, green and blue to subtract; null does as the model says.</summary>
    public IReadOnlyList<float>? Mean { get; init; }

    /// <summary>Of a classifier: deviations of red, green and blue to divide by; null does as the model says.</summary>
    public IReadOnlyList<float>? Deviation { get; init; }

    /// <summary>What to search.</summary>
    public SearchOptions Options { get; init; } = new();

    /// <summary>How channels are ranked.</summary>
    public string Criterion { get; init; } = "bn-scale";

    /// <summary>Budget on parameters: a number, or a change such as <c>-50%</c>.</summary>
    public string? Parameters { get; init; }

    /// <summary>Budget on multiply-accumulates: a number, or a change.</summary>
    public string? Macs { get; init; }

    /// <summary>Budget on the ONNX file: bytes, a size such as <c>10 MB</c>, or a change.</summary>
    public string? Bytes { get; init; }

    /// <summary>Budget on latency in ONNX Runtime: milliseconds, a time such as <c>20 ms</c>, or a change.</summary>
    public string? Latency { get; init; }

    /// <summary>Widths are rounded up to multiples of this.</summary>
    public int RoundTo { get; init; } = 1;

    /// <summary>Patterns of layers whose channels stay.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Drives every random choice.</summary>
    public int Seed { get; init; }

    /// <summary>Where to compute.</summary>
    public DeviceKind Device { get; init; } = DeviceKind.Auto;

    /// <summary>Compute threads of a worker; null for all cores but one.</summary>
    public int? Threads { get; init; }

    /// <summary>The program that judges candidates; null judges them one by one in this process.</summary>
    public WorkerProgram? Worker { get; init; }
}

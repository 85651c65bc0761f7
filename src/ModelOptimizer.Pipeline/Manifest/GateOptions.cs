using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Limits that fail the run; one that is absent is not checked.</summary>
public sealed record GateOptions
{
    /// <summary>Largest loss of the metric against the trained, uncompressed model, in points (0.5 = half a point of mAP in percent).</summary>
    [Range(-100.0, 100.0)]
    public double? MetricDrop { get; init; }

    /// <summary>Largest size of the artifact.</summary>
    public ByteSize? Bytes { get; init; }

    /// <summary>Largest median latency of one image in ONNX Runtime on this machine's processor.</summary>
    public Duration? Latency { get; init; }
}

using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Manifest;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>A limit of the manifest against what was measured.</summary>
/// <param name="Name">The gate's name in the manifest.</param>
/// <param name="Limit">The largest value that passes.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Unit">The unit of both.</param>
public sealed record GateCheck(string Name, double Limit, double Value, string Unit)
{
    // Measured points carry rounding errors far below anything a limit is about.
    private const double Slack = 1e-9;

    /// <summary>Whether the artifact may pass.</summary>
    public bool Passed => Value <= Limit + Slack;

    /// <summary>Checks every gate that the manifest gives.</summary>
    /// <param name="gates">The limits.</param>
    /// <param name="metricDrop">Points of the metric lost against the trained model.</param>
    /// <param name="bytes">Size of the artifact.</param>
    /// <param name="latency">Median milliseconds of one image.</param>
    public static IReadOnlyList<GateCheck> All(GateOptions gates, double metricDrop, long bytes, double latency)
    {
        List<GateCheck> checks = [];
        if (gates.MetricDrop is { } drop)
        {
            checks.Add(new("metricDrop", drop, metricDrop, "points"));
        }

        if (gates.Bytes is { } size)
        {
            checks.Add(new("bytes", size.Bytes, bytes, "bytes"));
        }

        if (gates.Latency is { } time)
        {
            checks.Add(new("latency", time.Milliseconds, latency, "ms"));
        }

        return checks;
    }

    /// <summary>The error of a gate that fails, at its place in the manifest.</summary>
    internal Diagnostic Failure(ManifestFile file, VerificationResult result, string metric)
    {
        var (code, what) = Name switch
        {
            "metricDrop" => (DiagnosticCodes.MetricGate, FormattableString.Invariant(
                $"The artifact loses too much: {metric} falls from {result.Baseline.Metric:0.0000} to {result.Artifact.Metric:0.0000} on \"{result.Split}\", {Value:0.###} points")),
            "bytes" => (DiagnosticCodes.BytesGate, FormattableString.Invariant($"The artifact is too large: {Value:N0} bytes")),
            _ => (DiagnosticCodes.LatencyGate, FormattableString.Invariant($"The artifact is too slow: {Value:0.###} ms")),
        };
        return file.Error($"gates.{Name}", code, FormattableString.Invariant($"{what}; the limit is {Limit:#,0.###} {Unit}."));
    }
}

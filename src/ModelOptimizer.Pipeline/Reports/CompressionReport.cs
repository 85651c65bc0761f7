using ModelOptimizer.Pipeline.Stages;
using ModelOptimizer.Pipeline.Verification;

namespace ModelOptimizer.Pipeline.Reports;

/// <summary>What was done and what came of it: <c>report.json</c> beside the artifact.</summary>
/// <param name="Name">The manifest's name.</param>
/// <param name="Key">The artifact's key.</param>
/// <param name="Model">What was started from.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Stages">Every stage, first to last.</param>
/// <param name="Verification">What the artifact is worth.</param>
/// <param name="Versions">Versions of what took part.</param>
public sealed record CompressionReport(
    string Name,
    string Key,
    string Model,
    int Seed,
    IReadOnlyList<StageRecord> Stages,
    VerificationResult Verification,
    IReadOnlyDictionary<string, string> Versions)
{
    /// <summary>Version of this format.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>The metric's name.</summary>
    public string Metric { get; init; } = DetectionMeasurement.Metric;
}

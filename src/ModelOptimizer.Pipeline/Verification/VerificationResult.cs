namespace ModelOptimizer.Pipeline.Verification;

/// <summary>What verification found.</summary>
/// <param name="Split">The split measured on.</param>
/// <param name="Images">Its number of images.</param>
/// <param name="Baseline">The trained model before compression.</param>
/// <param name="Artifact">The artifact.</param>
/// <param name="LatencyRatio">How many times faster the artifact is than the baseline, measured in turns.</param>
/// <param name="Threads">Threads that ONNX Runtime used.</param>
/// <param name="Parity">The artifact against the trained graph.</param>
/// <param name="Gates">The manifest's limits.</param>
public sealed record VerificationResult(
    string Split, int Images, MeasuredModel Baseline, MeasuredModel Artifact, double LatencyRatio, int Threads, Parity Parity, IReadOnlyList<GateCheck> Gates)
{
    /// <summary>Points of the metric lost, in percent: 0.5 for a mAP that falls from 0.900 to 0.895.</summary>
    public double MetricDrop => Math.Round((Baseline.Metric - Artifact.Metric) * 100, 6);
}

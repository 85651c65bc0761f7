namespace ModelOptimizer.Pipeline.Verification;

/// <summary>How far the cut graph is from the masked one, over all outputs.</summary>
/// <param name="MaxAbsDifference">The largest absolute difference.</param>
/// <param name="MaxRelativeDifference">The largest |a - b| / max(1, |b|), which is held against the tolerance.</param>
/// <param name="Tolerance">The largest relative difference allowed.</param>
public sealed record SurgeryDifference(double MaxAbsDifference, double MaxRelativeDifference, double Tolerance);

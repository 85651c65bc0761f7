namespace ModelOptimizer.Data.Metrics;

/// <summary>Which candidates of a detector become detections.</summary>
public sealed record SuppressionOptions
{
    /// <summary>Candidates scored below this are dropped, 0..1. Default 0.25; measure average precision with 0.01 or less.</summary>
    public float ConfidenceThreshold { get; init; } = 0.25f;

    /// <summary>A candidate is suppressed by a better one of its class when they overlap by more than this IoU, 0..1. Default 0.45.</summary>
    public float OverlapThreshold { get; init; } = 0.45f;

    /// <summary>Only this many best candidates are considered, at least 1. Default 2000.</summary>
    public int MaximumCandidates { get; init; } = 2000;

    /// <summary>At most this many detections are kept per image, at least 1. Default 300.</summary>
    public int MaximumDetections { get; init; } = 300;

    /// <summary>Checks every range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ConfidenceThreshold, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ConfidenceThreshold, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(OverlapThreshold, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(OverlapThreshold, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumCandidates, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumDetections, 1);
    }
}

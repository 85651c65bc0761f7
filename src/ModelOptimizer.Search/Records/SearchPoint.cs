namespace ModelOptimizer.Search.Records;

/// <summary>A candidate that was proposed, in <c>search.json</c>.</summary>
/// <param name="Index">Its place in its strategy's sequence, from 0.</param>
/// <param name="Plan">Its plan's hash; candidates with the same one were judged once. Null where none keeps to the limits.</param>
/// <param name="Blocks">Residual blocks that leave.</param>
/// <param name="Metric">The metric on the search's validation images, 0 to 1; null where it was not judged, as all that follows.</param>
/// <param name="Loss">The mean loss there.</param>
/// <param name="Parameters">Parameters.</param>
/// <param name="Macs">Multiply-accumulates.</param>
/// <param name="LatencyMilliseconds">Measured time of a run, where asked for.</param>
/// <param name="Reward">What it is worth to the search.</param>
/// <param name="Seconds">How long judging it took.</param>
/// <param name="Failure">Why it was not judged, or which limit it exceeds; null where it counts.</param>
public sealed record SearchPoint(
    int Index,
    string? Plan,
    int Blocks,
    double? Metric,
    double? Loss,
    long? Parameters,
    long? Macs,
    double? LatencyMilliseconds,
    double? Reward,
    double? Seconds,
    string? Failure)
{
    /// <summary>Whether it was judged and keeps to all limits.</summary>
    public bool Counts => Failure is null && Reward is not null;
}

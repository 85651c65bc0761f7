namespace ModelOptimizer.Search.Rollouts;

/// <summary>What a candidate is worth and what it costs.</summary>
/// <param name="Metric">The task's metric on the validation images, 0 to 1.</param>
/// <param name="Loss">The task's mean loss there.</param>
/// <param name="Parameters">Weights, biases and two per BatchNormalization channel of the cut graph.</param>
/// <param name="Macs">Exact multiply-accumulates of the cut graph for one input.</param>
/// <param name="LatencyMilliseconds">Median time of one run, where it was asked for.</param>
/// <param name="Seconds">How long finding this out took.</param>
public sealed record RolloutResult(double Metric, double Loss, long Parameters, long Macs, double? LatencyMilliseconds, double Seconds);

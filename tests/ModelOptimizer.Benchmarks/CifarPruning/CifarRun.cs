namespace ModelOptimizer.Benchmarks.CifarPruning;

/// <summary>What one criterion gave at one budget with one seed. Accuracies are top-1 on the test set, 0 to 1.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Macs">The change of multiply-accumulates that was asked for, <c>-30%</c>.</param>
/// <param name="Seed">Drives random scores and the fine-tuning.</param>
/// <param name="Parameters">Parameters left.</param>
/// <param name="MacsLeft">Multiply-accumulates left.</param>
/// <param name="Cut">Right after the cut.</param>
/// <param name="Measured">With BatchNorm statistics re-measured.</param>
/// <param name="Tuned">After fine-tuning.</param>
/// <param name="ImagesPerSecond">Of fine-tuning.</param>
/// <param name="Seconds">Of everything.</param>
internal sealed record CifarRun(
    string Criterion, string Macs, int Seed, long Parameters, long MacsLeft, double Cut, double Measured, double Tuned, double ImagesPerSecond, double Seconds);

namespace ModelOptimizer.Training.Sparsity;

/// <summary>How |gamma| was spread within each group while sparse training went on; a sparsify stage keeps it as <c>gammas.json</c>.</summary>
/// <param name="SchemaVersion">The version of this form: 1.</param>
/// <param name="BinWidth">Bin i counts the scales with |gamma| from i to i + 1 times this; the last bin also counts all larger ones.</param>
/// <param name="Groups">The groups' names, in the order of the counts.</param>
/// <param name="MetricDrop">The guard's budget in points; null without a guard.</param>
/// <param name="Baseline">The guard's metric before the first epoch, 0 to 1; null without a guard.</param>
/// <param name="Epochs">The distributions, first to last; at most about sixty, evenly spread. The first is that before training.</param>
public sealed record GammaHistory(
    int SchemaVersion, float BinWidth, IReadOnlyList<string> Groups, double? MetricDrop, float? Baseline, IReadOnlyList<GammaEpoch> Epochs);

/// <summary>The scales at the end of an epoch, as the training would now return them.</summary>
/// <param name="Epoch">The epochs done; 0 before training.</param>
/// <param name="Rate">The rate in force during the epoch; 0 before training.</param>
/// <param name="Metric">The guard's metric at the end of the epoch, 0 to 1; null where it was not measured.</param>
/// <param name="Counts">For each group, the number of scales in each bin.</param>
public sealed record GammaEpoch(int Epoch, float Rate, float? Metric, IReadOnlyList<IReadOnlyList<int>> Counts);

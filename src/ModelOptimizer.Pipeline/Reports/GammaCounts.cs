namespace ModelOptimizer.Pipeline.Reports;

/// <summary>What the page shows of <c>gammas.json</c>.</summary>
internal sealed record GammaCounts(float BinWidth, IReadOnlyList<string> Groups, IReadOnlyList<GammaCountsEpoch> Epochs);

/// <summary>The scales at the end of an epoch.</summary>
internal sealed record GammaCountsEpoch(int Epoch, float Rate, float? Metric, IReadOnlyList<IReadOnlyList<int>> Counts);

namespace ModelOptimizer.Pipeline.Reports;

/// <summary>What the page shows of <c>sensitivity.json</c>.</summary>
internal sealed record SensitivityCurves(double Baseline, int Images, IReadOnlyList<SensitivityCurve> Groups);

/// <summary>What the metric loses as one group alone loses channels.</summary>
internal sealed record SensitivityCurve(string Name, int Channels, double Removed, IReadOnlyList<SensitivityPoint> Points);

/// <summary>The loss in points with a fraction of a group's channels removed.</summary>
internal sealed record SensitivityPoint(double Fraction, double Drop);

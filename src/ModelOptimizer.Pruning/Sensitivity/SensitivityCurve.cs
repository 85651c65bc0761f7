namespace ModelOptimizer.Pruning.Sensitivity;

/// <summary>What the metric loses as a group of layers loses its least important channels, everything else being whole.</summary>
/// <param name="Group">The group.</param>
/// <param name="Points">The measurements, the fraction ascending; the whole group is not among them.</param>
public sealed record SensitivityCurve(string Group, IReadOnlyList<SensitivityPoint> Points);

/// <summary>A measurement.</summary>
/// <param name="Fraction">The fraction of the group's coupled sets that are gone, 0 to 1, rounding included.</param>
/// <param name="Drop">The loss of the metric, in points; below 0 where it gained.</param>
public readonly record struct SensitivityPoint(double Fraction, double Drop);

namespace ModelOptimizer.Data.Metrics;

/// <summary>Precision and recall when every detection scored at least <paramref name="Score"/> counts.</summary>
/// <param name="Score">The confidence threshold.</param>
/// <param name="Precision">Share of the detections that are right, 0..1.</param>
/// <param name="Recall">Share of the objects that are detected, 0..1.</param>
public readonly record struct PrecisionRecallPoint(float Score, double Precision, double Recall);

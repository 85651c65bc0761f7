namespace ModelOptimizer.Pipeline.Verification;

/// <summary>How well a model does on one class.</summary>
/// <param name="Name">The class.</param>
/// <param name="Count">Of a detector the annotated objects without difficult ones, of a classifier the images.</param>
/// <param name="Value">Of a detector the average precision at IoU 0.5, of a classifier the fraction recognised; 0 to 1, and 0 where there is nothing to find.</param>
public sealed record MeasuredClass(string Name, int Count, double Value)
{
    /// <summary>Of a detector: its precision-recall curve at IoU 0.5, thinned to at most 101 points.</summary>
    public IReadOnlyList<CurvePoint> Curve { get; init; } = [];
}

/// <summary>Precision and recall when every detection scored at least <paramref name="Score"/> counts.</summary>
/// <param name="Recall">Share of the objects that are detected.</param>
/// <param name="Precision">Share of the detections that are right.</param>
/// <param name="Score">The confidence threshold.</param>
public sealed record CurvePoint(double Recall, double Precision, double Score);

/// <summary>Images of one class that a classifier took for another.</summary>
/// <param name="Class">The class that they show.</param>
/// <param name="Taken">What it took them for.</param>
/// <param name="Images">How many they are.</param>
public sealed record ConfusedClasses(string Class, string Taken, int Images);

using ModelOptimizer.Data.Metrics;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>A model measured class by class.</summary>
/// <param name="Metric">The task's metric, 0 to 1.</param>
/// <param name="Classes">Each class, in the order of the manifest.</param>
internal sealed record Examination(double Metric, IReadOnlyList<MeasuredClass> Classes)
{
    /// <summary>Of a classifier: which classes it takes for which others, the most frequent first.</summary>
    public IReadOnlyList<ConfusedClasses> Confusions { get; init; } = [];

    /// <summary>Of a classifier: what it takes each image for.</summary>
    public IReadOnlyList<Answer> Answers { get; init; } = [];

    /// <summary>Of a detector: what it finds on each image with a score worth showing, in image pixels.</summary>
    public IReadOnlyList<IReadOnlyList<Detection>> Detections { get; init; } = [];
}

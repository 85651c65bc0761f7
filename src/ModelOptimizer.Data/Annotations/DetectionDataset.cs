namespace ModelOptimizer.Data.Annotations;

/// <summary>A split of a detection data set.</summary>
/// <param name="Classes">Names of the classes, in the order of their indices.</param>
/// <param name="Samples">The images with their objects, in the order of the split's list.</param>
/// <param name="Warnings">Objects that were left out or repaired while reading.</param>
public sealed record DetectionDataset(IReadOnlyList<string> Classes, IReadOnlyList<DetectionSample> Samples, IReadOnlyList<AnnotationWarning> Warnings)
{
    /// <summary>A part of this split with <paramref name="count"/> images spread evenly over the list; all of them if there are no more.</summary>
    /// <param name="count">At least 1.</param>
    public DetectionDataset Thin(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return count >= Samples.Count ? this : this with
        {
            Samples = [.. Enumerable.Range(0, count).Select(index => Samples[(int)((long)index * Samples.Count / count)])],
        };
    }
}

namespace ModelOptimizer.Data.Annotations;

/// <summary>A split of a classification data set.</summary>
/// <param name="Classes">Names of the classes, in the order of their indices.</param>
/// <param name="Samples">The images, class by class.</param>
public sealed record ClassificationDataset(IReadOnlyList<string> Classes, IReadOnlyList<ClassifiedImage> Samples)
{
    /// <summary>
    /// A part of this split with <paramref name="count"/> images spread evenly over the list, so that every class keeps its share; all of them if there
    /// are no more.
    /// </summary>
    /// <param name="count">At least 1.</param>
    public ClassificationDataset Thin(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return count >= Samples.Count ? this : this with
        {
            Samples = [.. Enumerable.Range(0, count).Select(index => Samples[(int)((long)index * Samples.Count / count)])],
        };
    }
}

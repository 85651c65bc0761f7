namespace ModelOptimizer.Data.Metrics;

/// <summary>How well a classifier does.</summary>
/// <param name="Classes">Each class, in the order of the indices.</param>
/// <param name="AmongFive">Images whose class is among the classifier's first five.</param>
public sealed record ClassificationAccuracy(IReadOnlyList<ClassRecall> Classes, int AmongFive)
{
    /// <summary>Which classes were taken for which others, the most frequent first; images without any score that is a number are in none.</summary>
    public IReadOnlyList<Confusion> Confusions { get; init; } = [];

    /// <summary>Number of images.</summary>
    public int Images => Classes.Sum(found => found.Images);

    /// <summary>The fraction of images whose class comes first, 0..1; 0 without images.</summary>
    public double Top1 => Fraction(Classes.Sum(found => found.Recognised));

    /// <summary>The fraction of images whose class is among the first five, 0..1; 0 without images.</summary>
    public double Top5 => Fraction(AmongFive);

    private double Fraction(int images) => Images == 0 ? 0 : (double)images / Images;
}

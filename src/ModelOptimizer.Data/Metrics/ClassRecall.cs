namespace ModelOptimizer.Data.Metrics;

/// <summary>How many images of a class are recognised.</summary>
/// <param name="Class">Index of the class.</param>
/// <param name="Images">Images that show it.</param>
/// <param name="Recognised">Those of them for which the classifier prefers it to all other classes.</param>
public sealed record ClassRecall(int Class, int Images, int Recognised)
{
    /// <summary>The fraction recognised, 0..1; 0 where there are no images.</summary>
    public double Recall => Images == 0 ? 0 : (double)Recognised / Images;
}

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>An image with what is on it and what two models find there, to look at.</summary>
/// <param name="Name">Its name within the data set.</param>
/// <param name="Why">Why it is shown.</param>
/// <param name="Width">Width of the picture in pixels; boxes are in these pixels.</param>
/// <param name="Height">Height of the picture in pixels.</param>
/// <param name="Jpeg">The picture, scaled down.</param>
/// <param name="Truth">The annotated objects.</param>
/// <param name="Before">What the trained model finds.</param>
/// <param name="After">What the artifact finds.</param>
public sealed record ExampleImage(
    string Name,
    string Why,
    int Width,
    int Height,
    ReadOnlyMemory<byte> Jpeg,
    IReadOnlyList<ShownBox> Truth,
    IReadOnlyList<ShownBox> Before,
    IReadOnlyList<ShownBox> After)
{
    /// <summary>Of a classifier: what it shows and what both models take it for; there are no boxes then.</summary>
    public ShownAnswers? Answers { get; init; }
}

/// <summary>What an image shows, and what two classifiers take it for.</summary>
/// <param name="Truth">Its class.</param>
/// <param name="Before">The trained model's answer.</param>
/// <param name="BeforeScore">Its probability, 0 to 1.</param>
/// <param name="After">The artifact's answer.</param>
/// <param name="AfterScore">Its probability.</param>
public sealed record ShownAnswers(string Truth, string Before, double BeforeScore, string After, double AfterScore);

/// <summary>A box to draw.</summary>
/// <param name="Class">Index of the class.</param>
/// <param name="Name">The class.</param>
/// <param name="Score">The confidence, 0 to 1; null for an annotation.</param>
/// <param name="X">Left edge in pixels of the picture.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">Extent to the right.</param>
/// <param name="Height">Extent to the bottom.</param>
public sealed record ShownBox(int Class, string Name, double? Score, double X, double Y, double Width, double Height);

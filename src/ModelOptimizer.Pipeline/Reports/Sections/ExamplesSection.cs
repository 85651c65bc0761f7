using ModelOptimizer.Pipeline.Verification;

namespace ModelOptimizer.Pipeline.Reports.Sections;

/// <summary>Images with the boxes of the annotations and of both models, or with what both take them for.</summary>
internal static class ExamplesSection
{
    private const int Colours = 8;

    /// <summary>The section's values.</summary>
    public static object Of(ReportSources sources) => new
    {
        Images = sources.Examples.Select((image, index) => new
        {
            Id = FormattableString.Invariant($"example-{index}"),
            image.Name,
            image.Why,
            image.Width,
            image.Height,
            Source = "data:image/jpeg;base64," + Convert.ToBase64String(image.Jpeg.Span),
            Truth = Boxes(image.Truth),
            Before = Boxes(image.Before),
            After = Boxes(image.After),
            image.Answers,
        }),
        Classes = sources.Manifest.Data.Classes.Select((name, index) => new { Name = name, Colour = index % Colours }),
    };

    private static object Boxes(IReadOnlyList<ShownBox> boxes) => new
    {
        boxes.Count,
        Items = boxes.Select(box => new { box.Name, box.Score, box.X, box.Y, box.Width, box.Height, Colour = box.Class % Colours }),
    };
}

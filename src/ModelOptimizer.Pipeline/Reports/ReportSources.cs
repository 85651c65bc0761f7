using System.Text.Json;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Pruning;

namespace ModelOptimizer.Pipeline.Reports;

/// <summary>What the page is made from.</summary>
/// <param name="Report">The report as data.</param>
/// <param name="Manifest">The manifest.</param>
/// <param name="Text">The manifest's text as it was written.</param>
/// <param name="Key">The artifact's key.</param>
/// <param name="Difference">The trained model against the compressed one, layer by layer.</param>
/// <param name="Images">Number of images of each split.</param>
/// <param name="Examples">Images with what both models find on them.</param>
/// <param name="File">The text of a file that a stage keeps, by the stage's name and the file's; null where there is none.</param>
internal sealed record ReportSources(
    CompressionReport Report,
    CompressionManifest Manifest,
    string Text,
    ContentKey Key,
    ModelDifference Difference,
    IReadOnlyDictionary<string, int> Images,
    IReadOnlyList<ExampleImage> Examples,
    Func<string, string, string?> File)
{
    /// <summary>The arguments of the command that made the artifact, the manifest and what was given besides.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>A file that a stage keeps; null where there is none, or where another version wrote it: what it held is then shown as not recorded.</summary>
    public T? Read<T>(string stage, string file, Func<string, T> parse)
        where T : class
    {
        try
        {
            return File(stage, file) is { } text ? parse(text) : null;
        }
        catch (Exception error) when (error is JsonException or PruningException)
        {
            return null;
        }
    }
}

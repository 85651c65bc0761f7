using System.Text;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Manifest;

namespace ModelOptimizer.Pipeline.Tests.Manifest;

/// <summary>Manifest texts for tests, and what is wrong with them.</summary>
internal static class Manifests
{
    public const string Valid = """
        {
          // comments and trailing commas are allowed
          "$schema": "modelopt.schema.json",
          "model": { "zoo": "yolov4-tiny", "options": { "inputSize": 256, "width": 0.5 } },
          "task": "detection",
          "data": { "format": "voc", "root": "data", "classes": ["robot", "ball"] },
          "seed": 7,
          "stages": {
            "train": { "epochs": 12 },
            "sparsify": {},
            "prune": { "budget": { "parameters": "-64.7%", "macs": "-34.9 %" } },
            "distill": { "logits": { "temperature": 4 } },
          },
          "gates": { "metricDrop": 0.5, "bytes": "10 MB", "latency": "20 ms" },
          "output": { "name": "detector" },
        }
        """;

    public static readonly string Folder = Path.Combine(Path.GetTempPath(), "modelopt-no-repository", "app");

    public static ManifestFile Parse(string text) => ManifestFile.Parse(Path.Combine(Folder, "detector.modelopt.json"), Encoding.UTF8.GetBytes(text));

    public static IReadOnlyList<Diagnostic> Errors(string text) => Assert.Throws<PipelineException>(() => Parse(text)).Diagnostics;

    /// <summary>The one error of the valid manifest after an edit.</summary>
    public static Diagnostic ErrorAfter(string old, string @new)
    {
        Assert.Contains(old, Valid, StringComparison.Ordinal);
        return Assert.Single(Errors(Valid.Replace(old, @new, StringComparison.Ordinal)));
    }
}

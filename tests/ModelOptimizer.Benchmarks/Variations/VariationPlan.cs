using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModelOptimizer.Benchmarks.Variations;

/// <summary>One manifest and the ways in which it is varied, each with the same seeds.</summary>
/// <param name="Manifest">The manifest, relative to the plan.</param>
/// <param name="Seeds">The seeds of every variation.</param>
/// <param name="Variations">What each changes, as a JSON Merge Patch of the manifest; the first is what the others are compared with.</param>
internal sealed record VariationPlan(string Manifest, IReadOnlyList<int> Seeds, IReadOnlyDictionary<string, JsonObject> Variations)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static VariationPlan Read(string path)
    {
        var plan = JsonSerializer.Deserialize<VariationPlan>(File.ReadAllText(path), Json)!;
        return plan with { Manifest = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, plan.Manifest) };
    }

    /// <summary>The manifest of one run, as text.</summary>
    public string ManifestOf(string variation, int seed)
    {
        var manifest = MergePatch.Apply(JsonNode.Parse(File.ReadAllText(Manifest), documentOptions: Lenient), Variations[variation])!;
        manifest["seed"] = seed;
        return manifest.ToJsonString(new() { WriteIndented = true, NewLine = "\n" });
    }
}

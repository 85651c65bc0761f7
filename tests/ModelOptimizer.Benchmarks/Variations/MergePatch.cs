using System.Text.Json.Nodes;

namespace ModelOptimizer.Benchmarks.Variations;

/// <summary>JSON Merge Patch (RFC 7396): members are replaced or, where they are null, removed; objects are merged.</summary>
internal static class MergePatch
{
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }

        var merged = target is JsonObject before ? before.DeepClone().AsObject() : [];
        foreach (var (name, change) in changes)
        {
            if (change is null)
            {
                merged.Remove(name);
            }
            else
            {
                merged[name] = Apply(merged[name], change);
            }
        }

        return merged;
    }
}

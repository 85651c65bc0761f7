using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOptimizer.Pipeline.Keys;

namespace ModelOptimizer.Pipeline.Explaining;

/// <summary>Compares what two keys were made from.</summary>
public static class KeyComparison
{
    /// <summary>The parts that differ, in the order of the newer key; records of options are compared option by option.</summary>
    /// <param name="before">Parts of the earlier key.</param>
    /// <param name="now">Parts of the key of now.</param>
    public static IReadOnlyList<KeyChange> Between(IReadOnlyList<KeyPart> before, IReadOnlyList<KeyPart> now)
    {
        List<KeyChange> changes = [];
        foreach (var name in now.Concat(before).Select(part => part.Name).Distinct(StringComparer.Ordinal))
        {
            Compare(name, ValueOf(before, name), ValueOf(now, name), changes);
        }

        return changes;
    }

    private static string? ValueOf(IReadOnlyList<KeyPart> parts, string name) => parts.FirstOrDefault(part => part.Name == name)?.Value;

    private static void Compare(string name, string? before, string? now, List<KeyChange> changes)
    {
        if (before == now)
        {
            return;
        }

        if (before is not null && now is not null && ObjectOf(before) is { } first && ObjectOf(now) is { } second)
        {
            foreach (var member in second.Concat(first).Select(pair => pair.Key).Distinct(StringComparer.Ordinal))
            {
                Compare($"{name}.{member}", TextOf(first, member), TextOf(second, member), changes);
            }

            return;
        }

        changes.Add(new(name, before, now));
    }

    private static string? TextOf(JsonObject record, string member) =>
        !record.TryGetPropertyValue(member, out var value) ? null : value is JsonValue text && text.TryGetValue(out string? plain) ? plain : value?.ToJsonString() ?? "null";

    private static JsonObject? ObjectOf(string text)
    {
        if (!text.StartsWith('{'))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

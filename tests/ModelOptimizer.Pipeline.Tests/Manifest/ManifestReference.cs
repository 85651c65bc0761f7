using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ModelOptimizer.Pipeline.Tests.Manifest;

/// <summary>The manifest's reference in Markdown, from its schema: a table for each object, at the place where it is first met.</summary>
internal sealed class ManifestReference
{
    private const string Reference = "#/definitions/";

    private readonly JsonElement _schema;
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);

    private ManifestReference(JsonElement schema) => _schema = schema;

    public static string Of(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        var reference = new ManifestReference(document.RootElement);
        reference.Write();
        return reference._text.ToString();
    }

    private void Write()
    {
        Line("# Manifest reference");
        Line("");
        Line("A manifest is a JSON file, by custom `NAME.modelopt.json`. Comments and trailing commas are welcome, unknown names are refused, and relative paths begin at the manifest. What has no default may be left");
        Line("out unless it is marked as required. This page is generated from the option records, as is `modelopt.schema.json`, which editors complete from.");
        Section("", "The manifest", _schema);
    }

    private void Section(string place, string title, JsonElement shape)
    {
        Line("");
        Line($"## {title}");
        if (place.Length > 0)
        {
            Line("");
            Line(Meaning(shape));
        }

        Line("");
        Line("| name | value | default | |");
        Line("|---|---|---|---|");
        var required = shape.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        var inner = new List<(string Place, JsonElement Shape)>();
        foreach (var member in shape.GetProperty("properties").EnumerateObject().Where(member => member.Name != "$schema"))
        {
            var path = place.Length == 0 ? member.Name : $"{place}.{member.Name}";
            var value = Value(member.Value, path, inner);
            var standard = required.Contains(member.Name) ? "required" : member.Value.TryGetProperty("default", out var stated) ? $"`{stated.GetRawText().Replace("\"", "", StringComparison.Ordinal)}`" : "";
            Line($"| `{member.Name}` | {value} | {standard} | {Cell(Meaning(member.Value) + Choices(member.Value))} |");
        }

        foreach (var (at, definition) in inner)
        {
            Section(at, $"`{at}`", definition);
        }
    }

    /// <summary>What a member takes; objects that are met for the first time get a section of their own.</summary>
    private string Value(JsonElement member, string path, List<(string Place, JsonElement Shape)> inner)
    {
        if (Definition(member) is { } name)
        {
            return Link(name, path, inner);
        }

        if (member.TryGetProperty("items", out var items))
        {
            return Definition(items) is { } element ? $"list of {Link(element, path, inner)}" : $"list of {Simple(items)}s";
        }

        return Simple(member);
    }

    private string Link(string definition, string path, List<(string Place, JsonElement Shape)> inner)
    {
        if (_places.TryAdd(definition, path))
        {
            inner.Add((path, _schema.GetProperty("definitions").GetProperty(definition)));
        }

        return $"[object](#{_places[definition].Replace(".", "", StringComparison.Ordinal).ToLowerInvariant()})";
    }

    private static string Simple(JsonElement member)
    {
        if (member.TryGetProperty("enum", out var values))
        {
            return string.Join(", ", values.EnumerateArray().Select(value => $"`{value.GetString()}`"));
        }

        var type = member.TryGetProperty("type", out var stated) && stated.ValueKind == JsonValueKind.String ? stated.GetString()! : "value";
        var form = member.TryGetProperty("pattern", out var pattern) ? Form(pattern.GetString()!) : type;
        return form + Range(member);
    }

    /// <summary>Patterns are for editors; people read an example.</summary>
    private static string Form(string pattern) => pattern switch
    {
        var percentage when percentage.EndsWith("%$", StringComparison.Ordinal) => "change such as `-50%`",
        var size when size.Contains("MiB", StringComparison.Ordinal) => "size such as `4 MB`",
        var time when time.Contains("(us|ms|s)", StringComparison.Ordinal) => "time such as `20 ms`",
        _ => "string",
    };

    private static string Range(JsonElement member)
    {
        var (least, above, most, below) = (Number("minimum"), Number("exclusiveMinimum"), Number("maximum"), Number("exclusiveMaximum"));
        var low = least is not null ? $"from {least}" : above is not null ? $"above {above}" : "";
        var high = most is not null ? $"to {most}" : below is not null ? $"below {below}" : "";
        return low.Length + high.Length == 0 ? "" : $" {$"{low} {high}".Trim()}";

        string? Number(string name) => member.TryGetProperty(name, out var value) ? value.GetDouble().ToString("#,0.######", CultureInfo.InvariantCulture) : null;
    }

    private static string Choices(JsonElement member) => !member.TryGetProperty("enumDescriptions", out var descriptions) ? "" :
        string.Concat(member.GetProperty("enum").EnumerateArray().Zip(descriptions.EnumerateArray()).Select(pair => $" `{pair.First.GetString()}`: {pair.Second.GetString()}"));

    private static string? Definition(JsonElement member) =>
        (member.TryGetProperty("allOf", out var all) ? all[0] : member).TryGetProperty("$ref", out var reference) ? reference.GetString()![Reference.Length..] : null;

    private static string Meaning(JsonElement element) => element.TryGetProperty("description", out var description) ? description.GetString()! : "";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);

    private void Line(string text) => _text.Append(text).Append('\n');
}

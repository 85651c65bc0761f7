using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ModelOptimizer.Pipeline.Reports;

/// <summary>
/// Fills a page with the values of a JSON document. <c>{{a.b}}</c> is text, escaped; <c>{{n:N0}}</c> a number in a .NET format, a dash where it is null;
/// <c>{{#a}}..{{/a}}</c> stands once for each item of an array, once for a value that is neither null, false nor empty, and <c>{{^a}}..{{/a}}</c> where
/// <c>{{#a}}</c> stands not at all; <c>{{json a}}</c> is a value as JSON that is safe inside a script element, <c>{{{a}}}</c> trusted text as it is.
/// A name is looked up from the innermost item outwards; <c>.</c> is that item.
/// </summary>
internal sealed partial class PageTemplate
{
    private readonly string text;
    private readonly Match[] tags;

    /// <summary>Takes a template's text.</summary>
    public PageTemplate(string text)
    {
        this.text = text;
        tags = [.. Tag().Matches(text).Cast<Match>()];
    }

    /// <summary>The filled page.</summary>
    /// <exception cref="FormatException">A name is unknown, or a section is not closed.</exception>
    public string Render(JsonElement document)
    {
        var page = new StringBuilder(text.Length);
        var (tag, _) = Fill(0, 0, [document], page, isShown: true, end: null);
        return tag == tags.Length ? page.ToString() : throw new FormatException($"The template closes '{tags[tag].Value}', which is not open.");
    }

    // Fills from a tag to the end of the section that it is in; returns that end's tag, and where the text after it begins.
    private (int Tag, int Position) Fill(int tag, int position, List<JsonElement> scope, StringBuilder page, bool isShown, string? end)
    {
        for (; tag < tags.Length; tag++)
        {
            var match = tags[tag];
            Show(text.AsSpan(position, match.Index - position));
            position = match.Index + match.Length;
            var (kind, name, format) = (match.Groups["kind"].Value, match.Groups["name"].Value, match.Groups["format"].Value);
            switch (kind)
            {
                case "#" or "^":
                    (tag, position) = Section(tag, position, kind, name, scope, page, isShown);
                    break;
                case "/" when name == end:
                    return (tag, position);
                case "/":
                    throw new FormatException($"The template closes '{name}' where '{end}' is open.");
                case "json ":
                    Show(isShown ? Json(Find(scope, name)) : "");
                    break;
                case "{":
                    Show(isShown ? Find(scope, name).GetString() : "");
                    break;
                default:
                    Show(isShown ? WebUtility.HtmlEncode(Text(Find(scope, name), format)) : "");
                    break;
            }
        }

        Show(text.AsSpan(position));
        return end is null ? (tag, text.Length) : throw new FormatException($"The template does not close '{end}'.");

        void Show(ReadOnlySpan<char> part) => _ = isShown ? page.Append(part) : page;
    }

    private (int Tag, int Position) Section(int tag, int position, string kind, string name, List<JsonElement> scope, StringBuilder page, bool isShown)
    {
        var value = isShown ? Find(scope, name) : default;
        var items = !isShown ? [] : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : IsSomething(value) ? [value] : Array.Empty<JsonElement>();
        if (kind == "^")
        {
            return Fill(tag + 1, position, scope, page, isShown && items.Length == 0, name);
        }

        foreach (var item in items)
        {
            _ = Fill(tag + 1, position, [.. scope, item], page, isShown: true, name);
        }

        return Fill(tag + 1, position, scope, page, isShown: false, name);
    }

    private static bool IsSomething(JsonElement value) =>
        value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False) && !(value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0);

    private static JsonElement Find(List<JsonElement> scope, string name)
    {
        if (name == ".")
        {
            return scope[^1];
        }

        var names = name.Split('.');
        for (var depth = scope.Count - 1; depth >= 0; depth--)
        {
            if (scope[depth].ValueKind == JsonValueKind.Object && scope[depth].TryGetProperty(names[0], out var value))
            {
                foreach (var inner in names.AsSpan(1))
                {
                    value = value.ValueKind == JsonValueKind.Object && value.TryGetProperty(inner, out var next) ? next : throw Unknown(name);
                }

                return value;
            }
        }

        throw Unknown(name);
    }

    private static string Text(JsonElement value, string format) => value.ValueKind switch
    {
        JsonValueKind.Null => "–",
        JsonValueKind.Number when format.Length > 0 => value.GetDouble().ToString(format, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static FormatException Unknown(string name) => new($"The template names '{name}', which the document does not have.");

    // Of JSON's characters only < can end a script element; outside strings it does not occur.
    private static string Json(JsonElement value) => JsonSerializer.Serialize(value).Replace("<", "\\u003C", StringComparison.Ordinal);

    [GeneratedRegex(@"\{\{(?:(?<kind>\{)(?<name>[\w.]+)\}\}\}|(?<kind>[#^/]|json )?(?<name>[\w.]+)(?::(?<format>[^}]+))?\}\})")]
    private static partial Regex Tag();
}

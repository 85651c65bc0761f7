using System.Globalization;
using System.Text.Json;
using ModelOptimizer.Graph.Detection;

namespace ModelOptimizer.Graph.Zoo;

/// <summary>The textual forms of <see cref="ZooOptions"/>.</summary>
internal static class ZooOptionParser
{
    private static readonly SortedDictionary<string, Func<ZooOptions, string, ZooOptions>> Known = new(StringComparer.Ordinal)
    {
        ["anchors"] = (options, text) => options with { Anchors = [.. Json<float[][]>(text).Select(pair => new Anchor(pair[0], pair[1]))] },
        ["classes"] = (options, text) => options with { Classes = Classes(text) },
        ["inputSize"] = (options, text) => options with { InputSize = Size(text) },
        ["scaleXY"] = (options, text) => options with { ScaleXY = Json<double>(text) },
        ["seed"] = (options, text) => options with { Seed = Json<long>(text) },
        ["width"] = (options, text) => options with { Width = Json<double>(text) },
    };

    public static ZooOptions Apply(ZooOptions options, KeyValuePair<string, string> option)
    {
        if (!Known.TryGetValue(option.Key, out var apply))
        {
            throw new GraphException($"Zoo models have no option '{option.Key}'{Suggestion.For(option.Key, Known.Keys)}");
        }

        try
        {
            return apply(options, option.Value);
        }
        catch (Exception error) when (error is JsonException or FormatException or OverflowException or IndexOutOfRangeException or NullReferenceException)
        {
            throw new GraphException($"The value '{option.Value}' of the option '{option.Key}' is malformed.", error);
        }
    }

    private static string[] Classes(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? [.. Enumerable.Range(0, count).Select(index => $"class{index}")]
        : text.StartsWith('[') ? Json<string[]>(text)
        : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static InputSize Size(string text)
    {
        int[] sides = text.StartsWith('[') ? Json<int[]>(text) : [.. text.Split('x', 'X').Select(side => int.Parse(side, NumberStyles.None, CultureInfo.InvariantCulture))];
        return sides.Length switch
        {
            1 => new(sides[0], sides[0]),
            2 => new(sides[0], sides[1]),
            _ => throw new FormatException(),
        };
    }

    private static T Json<T>(string text) => JsonSerializer.Deserialize<T>(text)!;
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelOptimizer.Pruning.Plans;

/// <summary>Writes ascending channel indices as ranges: <c>"0-3,7"</c>.</summary>
internal sealed class ChannelRangesConverter : JsonConverter<IReadOnlyList<int>>
{
    public override IReadOnlyList<int> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var channels = new List<int>();
        foreach (var range in (reader.GetString() ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var dash = range.IndexOf('-', StringComparison.Ordinal);
            var (low, high) = dash < 0 ? (range, range) : (range[..dash], range[(dash + 1)..]);
            if (!TryParse(low, out var first) || !TryParse(high, out var last) || last < first || (channels.Count > 0 && first <= channels[^1]))
            {
                throw new JsonException($"'{range}' is no ascending range of channels such as 0-3.");
            }

            channels.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return channels;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<int> value, JsonSerializerOptions options)
    {
        var text = new StringBuilder();
        for (var index = 0; index < value.Count;)
        {
            var end = index + 1;
            while (end < value.Count && value[end] == value[end - 1] + 1)
            {
                end++;
            }

            text.Append(text.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{value[index]}");
            if (end - index > 1)
            {
                text.Append(CultureInfo.InvariantCulture, $"-{value[end - 1]}");
            }

            index = end;
        }

        writer.WriteStringValue(text.ToString());
    }

    // A range may not make the reader allocate more channels than any layer has.
    private static bool TryParse(string text, out int channel) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out channel) && channel < 1 << 20;
}

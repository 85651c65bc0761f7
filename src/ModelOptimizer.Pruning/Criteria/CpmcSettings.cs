using System.Globalization;
using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Criteria;

/// <summary>The textual forms of <see cref="CpmcOptions"/>.</summary>
internal static class CpmcSettings
{
    private static readonly SortedDictionary<string, Func<CpmcOptions, string, CpmcOptions>> Known = new(StringComparer.Ordinal)
    {
        ["computation"] = (options, text) => options with { Computation = Number(text) },
        ["consumers"] = (options, text) => options with { Consumers = bool.Parse(text) },
        ["form"] = (options, text) => options with { Form = Name<CpmcForm>(text) },
        ["norm"] = (options, text) => options with { Norm = Name<WeightNorm>(text) },
        ["parameters"] = (options, text) => options with { Parameters = Number(text) },
        ["scale"] = (options, text) => options with { Scale = Name<ValueScale>(text) },
    };

    public static CpmcOptions Apply(CpmcOptions options, KeyValuePair<string, string> setting)
    {
        if (!Known.TryGetValue(setting.Key, out var apply))
        {
            throw new PruningException($"CPMC has no option '{setting.Key}'{Suggestion.For(setting.Key, Known.Keys)}");
        }

        try
        {
            return apply(options, setting.Value).Checked();
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new PruningException($"The value '{setting.Value}' of CPMC's option '{setting.Key}' is malformed: {error.Message}");
        }
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static T Name<T>(string text) where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
        ? value
        : throw new FormatException($"use one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
}

using ModelOptimizer.Pipeline.Manifest;

namespace ModelOptimizer.Pipeline.Cache;

/// <summary>An age, written <c>"30d"</c> (min, h, d, w).</summary>
/// <param name="Value">The length of time.</param>
public readonly record struct CacheAge(TimeSpan Value)
{
    private const decimal MinutesPerCentury = 60m * 24 * 36525;

    /// <summary>How an age is written, for messages.</summary>
    public const string Form = "an age with its unit (min, h, d, w), for instance 30d";

    /// <summary>Reads the written form.</summary>
    public static bool TryParse(string text, out CacheAge value)
    {
        value = default;
        if (!Quantity.TrySplit(text, out var number, out var unit) || Minutes(unit) is not { } minutes || number > MinutesPerCentury / minutes)
        {
            return false;
        }

        value = new(TimeSpan.FromMinutes((double)(number * minutes)));
        return true;
    }

    private static decimal? Minutes(ReadOnlySpan<char> unit) => unit switch
    {
        "min" => 1,
        "h" => 60,
        "d" => 60 * 24,
        "w" => 60 * 24 * 7,
        _ => null,
    };
}

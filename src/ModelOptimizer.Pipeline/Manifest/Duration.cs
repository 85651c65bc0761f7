namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>A length of time, written <c>"20 ms"</c> (us, ms, s).</summary>
/// <param name="Milliseconds">The length in milliseconds; positive.</param>
public readonly record struct Duration(double Milliseconds)
{
    internal const string Form = "a time with its unit (us, ms, s), for instance \"20 ms\"";
    internal const string Pattern = @"^\d+(\.\d+)?\s*(us|ms|s)$";

    /// <summary>Reads the written form.</summary>
    public static bool TryParse(string text, out Duration value)
    {
        value = default;
        if (!Quantity.TrySplit(text, out var number, out var unit) || Scale(unit) is not { } scale || number > 1e12m || number * scale is <= 0 or > 1e9m)
        {
            return false;
        }

        value = new((double)(number * scale));
        return true;
    }

    /// <summary>The number of milliseconds with its unit.</summary>
    public override string ToString() => FormattableString.Invariant($"{Milliseconds:0.######} ms");

    private static decimal? Scale(ReadOnlySpan<char> unit) => unit switch
    {
        "us" => 0.001m,
        "ms" => 1,
        "s" => 1_000,
        _ => null,
    };
}

namespace ModelOptimizer.Graph;

/// <summary>One dimension of a shape: a number, a symbol such as <c>batch</c>, or unknown.</summary>
public readonly record struct Dimension(long? Value, string? Symbol = null)
{
    /// <summary>A dimension of which nothing is known.</summary>
    public static Dimension Unknown => default;

    /// <summary>A fixed dimension.</summary>
    public static implicit operator Dimension(long value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Symbol ?? "?";
}

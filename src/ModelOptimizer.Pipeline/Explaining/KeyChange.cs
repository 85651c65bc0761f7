namespace ModelOptimizer.Pipeline.Explaining;

/// <summary>A part of a key that is other than before.</summary>
/// <param name="Part">The part; of an option record the option: <c>options.epochs</c>.</param>
/// <param name="Before">Its earlier value; null where the part is new.</param>
/// <param name="Now">Its value now; null where the part is gone.</param>
public sealed record KeyChange(string Part, string? Before, string? Now);

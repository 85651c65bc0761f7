namespace ModelOptimizer.Pipeline.Machine;

/// <summary>Something that was looked at on this machine.</summary>
/// <param name="Name">What: <c>torch</c>, <c>cuda</c>, <c>cache</c>.</param>
/// <param name="Verdict">What it means.</param>
/// <param name="Value">What was found.</param>
/// <param name="Advice">What to do about it, or null where nothing needs doing.</param>
public sealed record Finding(string Name, Verdict Verdict, string Value, string? Advice = null);

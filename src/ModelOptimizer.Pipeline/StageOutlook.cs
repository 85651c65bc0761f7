using ModelOptimizer.Pipeline.Keys;

namespace ModelOptimizer.Pipeline;

/// <summary>A stage before it runs.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Message">What it does, for people.</param>
/// <param name="Key">The key of its result, with what it was made from.</param>
/// <param name="Cached">Whether its result is in the cache.</param>
public sealed record StageOutlook(string Name, string Message, ContentKey Key, bool Cached);

namespace ModelOptimizer.Pipeline.Cache;

/// <summary>Something that lies in the cache.</summary>
/// <param name="Kind"><c>artifacts</c>, <c>stages</c>, <c>work</c> (checkpoints of a run that has not ended) or <c>temporary</c> (what a killed run left behind).</param>
/// <param name="Key">Its key, or the name of its folder.</param>
/// <param name="Model">The manifest's name; null where no artifact in the cache tells.</param>
/// <param name="Stage">Of a stage its name, else null.</param>
/// <param name="Bytes">Size of its files.</param>
/// <param name="Used">When it was last used, to the hour.</param>
/// <param name="Folder">Full path of its folder.</param>
public sealed record CacheEntry(string Kind, string Key, string? Model, string? Stage, long Bytes, DateTimeOffset Used, string Folder);

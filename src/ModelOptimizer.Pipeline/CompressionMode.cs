namespace ModelOptimizer.Pipeline;

/// <summary>Whether a missing artifact may be made.</summary>
public enum CompressionMode
{
    /// <summary>Makes what is missing.</summary>
    Auto,

    /// <summary>Takes the artifact from the cache, or fails.</summary>
    CacheOnly,
}

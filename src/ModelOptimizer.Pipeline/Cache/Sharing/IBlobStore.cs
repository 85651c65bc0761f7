namespace ModelOptimizer.Pipeline.Cache.Sharing;

/// <summary>Where blobs lie: <c>ac/KEY</c> says which files a result has, <c>cas/SHA256</c> holds a file. Nothing that comes from it is trusted.</summary>
internal interface IBlobStore : IDisposable
{
    /// <summary>Where it is, without credentials.</summary>
    string Place { get; }

    /// <summary>Copies a blob; false where there is none.</summary>
    /// <param name="space"><c>ac</c> or <c>cas</c>.</param>
    /// <param name="hash">64 hexadecimal digits.</param>
    /// <param name="limit">Bytes that it has at most; more are refused.</param>
    /// <param name="target">Where to write it. Its own failures are not the store's and come through as they are.</param>
    /// <exception cref="SharedCacheException">The store does not answer, or sends too much.</exception>
    bool TryRead(string space, string hash, long limit, Stream target);

    /// <summary>Whether a blob is there.</summary>
    /// <exception cref="SharedCacheException">The store does not answer.</exception>
    bool Has(string space, string hash);

    /// <summary>Stores a blob.</summary>
    /// <exception cref="SharedCacheException">The store does not take it.</exception>
    void Write(string space, string hash, Stream content);
}

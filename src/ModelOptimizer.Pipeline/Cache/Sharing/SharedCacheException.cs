namespace ModelOptimizer.Pipeline.Cache.Sharing;

/// <summary>A shared cache does not answer, or not with what it should. Never a reason to fail: what it does not give is made.</summary>
internal sealed class SharedCacheException(string message, Exception? inner = null) : Exception(message, inner);

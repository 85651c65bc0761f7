using System.Text.Json.Serialization;

namespace ModelOptimizer.Pipeline.Cache;

/// <summary>Serialisation of the cache's own files, made at compile time so that a cache hit starts fast.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class CacheJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelOptimizer.Pipeline.Progress;

/// <summary>Writes the names of an enumeration in lower case.</summary>
internal sealed class LowerCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;

using System.Text.Json.Serialization;

namespace ModelOptimizer.Pipeline.Progress;

/// <summary>The JSON form of <see cref="CompressionEvent"/>, made at compile time so that a cache hit starts fast.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = false, Converters = [
    typeof(LowerCaseEnumConverter<Diagnostics.Severity>), typeof(LowerCaseEnumConverter<Importance>), typeof(LowerCaseEnumConverter<RunOutcome>)])]
[JsonSerializable(typeof(CompressionEvent))]
public sealed partial class CompressionEventJson : JsonSerializerContext;

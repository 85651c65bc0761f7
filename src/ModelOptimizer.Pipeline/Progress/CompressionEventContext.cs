using System.Text.Json.Serialization;

namespace ModelOptimizer.Pipeline.Progress;

/// <summary>How the serializer reads a <see cref="CompressionEvent"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = false, Converters = [
    typeof(LowerCaseEnumConverter<Diagnostics.Severity>), typeof(LowerCaseEnumConverter<Importance>), typeof(LowerCaseEnumConverter<RunOutcome>)])]
[JsonSerializable(typeof(CompressionEvent))]
internal sealed partial class CompressionEventContext : JsonSerializerContext;

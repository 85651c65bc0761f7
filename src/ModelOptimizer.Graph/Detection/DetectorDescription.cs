using System.Text.Json;

namespace ModelOptimizer.Graph.Detection;

/// <summary>What the raw outputs of a detector mean; travels inside the model file as metadata.</summary>
/// <param name="Classes">Class names; a head's class channels follow their order.</param>
/// <param name="InputWidth">Input width in pixels.</param>
/// <param name="InputHeight">Input height in pixels.</param>
/// <param name="Heads">One per scale.</param>
public sealed record DetectorDescription(IReadOnlyList<string> Classes, int InputWidth, int InputHeight, IReadOnlyList<DetectionHead> Heads)
{
    /// <summary>The metadata key under which a model file carries its description.</summary>
    public const string MetadataKey = "modelopt.detector";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the description of <paramref name="graph"/>, or null where it has none.</summary>
    /// <exception cref="GraphException">The metadata is malformed.</exception>
    public static DetectorDescription? Read(ModelGraph graph)
    {
        if (!graph.Metadata.TryGetValue(MetadataKey, out var text))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<DetectorDescription>(text, Json) is { Classes: not null, Heads: not null } description
                ? description
                : throw new JsonException("classes or heads are missing.");
        }
        catch (JsonException error)
        {
            throw new GraphException($"The model's metadata '{MetadataKey}' is not a detector description: {error.Message}", error);
        }
    }

    /// <summary>Stores this description in the metadata of <paramref name="graph"/>.</summary>
    public void Write(ModelGraph graph) => graph.Metadata[MetadataKey] = JsonSerializer.Serialize(this, Json);
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelOptimizer.Graph.Classification;

/// <summary>What the single output <c>[N, classes]</c> of a classifier means (logits); travels inside the model file as metadata.</summary>
/// <param name="Classes">Class names in the order of the output.</param>
/// <param name="InputWidth">Input width in pixels.</param>
/// <param name="InputHeight">Input height in pixels.</param>
public sealed record ClassifierDescription(IReadOnlyList<string> Classes, int InputWidth, int InputHeight)
{
    /// <summary>What is subtracted from the input's red, green and blue, which are 0..1 before; null for nothing.</summary>
    public IReadOnlyList<float>? Mean { get; init; }

    /// <summary>What the input's red, green and blue are then divided by; null for nothing.</summary>
    public IReadOnlyList<float>? Deviation { get; init; }

    /// <summary>The metadata key under which a model file carries its description.</summary>
    public const string MetadataKey = "modelopt.classifier";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Reads the description of <paramref name="graph"/>, or null where it has none.</summary>
    /// <exception cref="GraphException">The metadata is malformed.</exception>
    public static ClassifierDescription? Read(ModelGraph graph)
    {
        if (!graph.Metadata.TryGetValue(MetadataKey, out var text))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<ClassifierDescription>(text, Json) is { Classes: not null } description
                ? description
                : throw new JsonException("classes are missing.");
        }
        catch (JsonException error)
        {
            throw new GraphException($"The model's metadata '{MetadataKey}' is not a classifier description: {error.Message}", error);
        }
    }

    /// <summary>Stores this description in the metadata of <paramref name="graph"/>.</summary>
    public void Write(ModelGraph graph) => graph.Metadata[MetadataKey] = JsonSerializer.Serialize(this, Json);
}

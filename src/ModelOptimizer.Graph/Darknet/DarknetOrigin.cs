using System.Text.Json;
using ModelOptimizer.Graph.Darknet.Weights;

namespace ModelOptimizer.Graph.Darknet;

/// <summary>What a graph from Darknet remembers of its files, as metadata: training settings and the weights' header.</summary>
/// <param name="Header">The start of the <c>.weights</c> file.</param>
/// <param name="Net">The lines <c>key=value</c> of <c>[net]</c>.</param>
/// <param name="Heads">The lines of each <c>[yolo]</c>.</param>
internal sealed record DarknetOrigin(WeightsHeader Header, IReadOnlyList<string> Net, IReadOnlyList<IReadOnlyList<string>> Heads)
{
    private const string MetadataKey = "modelopt.darknet";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { IgnoreReadOnlyProperties = true };

    public static DarknetOrigin? Read(ModelGraph graph)
    {
        if (!graph.Metadata.TryGetValue(MetadataKey, out var text))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<DarknetOrigin>(text, Json) is { Net: not null, Heads: not null } origin ? origin : throw new JsonException("net or heads are missing.");
        }
        catch (JsonException error)
        {
            throw new GraphException($"The model's metadata '{MetadataKey}' is malformed: {error.Message}", error);
        }
    }

    public void Write(ModelGraph graph) => graph.Metadata[MetadataKey] = JsonSerializer.Serialize(this, Json);
}

using System.Text.Json.Nodes;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>What a model costs, layer by layer.</summary>
/// <param name="Cost">Parameters and multiply-accumulates.</param>
/// <param name="Bytes">Size of the ONNX file.</param>
public sealed record Inspection(ModelCost Cost, long Bytes)
{
    /// <summary>Inspects a model given as for <see cref="ModelArgument"/>.</summary>
    public static Inspection Of(string argument, IReadOnlyList<string> settings)
    {
        var (graph, bytes) = ModelArgument.Load(argument, settings);
        return new(CostModel.Measure(graph), bytes);
    }

    /// <summary>The published document: <c>{"schemaVersion":1,"parameters":N,"macs":N,"bytes":N,"layers":[...]}</c>.</summary>
    public string ToJson()
    {
        JsonArray layers = [.. Cost.Layers.Select(layer => new JsonObject
        {
            ["name"] = layer.Name,
            ["operator"] = layer.OpType,
            ["input"] = Shape(layer.InputShape),
            ["output"] = Shape(layer.OutputShape),
            ["parameters"] = layer.Parameters,
            ["macs"] = layer.Macs,
        })];
        return new JsonObject
        {
            ["schemaVersion"] = 1,
            ["parameters"] = Cost.Parameters,
            ["macs"] = Cost.Macs,
            ["bytes"] = Bytes,
            ["layers"] = layers,
        }.ToJsonString();
    }

    private static JsonArray? Shape(IReadOnlyList<Dimension>? shape) =>
        shape is null ? null : [.. shape.Select(dimension => dimension.Value is { } size ? (JsonNode)size : dimension.Symbol)];
}

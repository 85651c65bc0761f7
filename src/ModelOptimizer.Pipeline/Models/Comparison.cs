using System.Text.Json.Nodes;
using ModelOptimizer.Graph.Costs;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>Two models, layer by layer.</summary>
/// <param name="Difference">The layers and costs of both.</param>
/// <param name="BytesBefore">Size of the first model's ONNX file.</param>
/// <param name="BytesAfter">Size of the second model's ONNX file.</param>
public sealed record Comparison(ModelDifference Difference, long BytesBefore, long BytesAfter)
{
    /// <summary>Compares two models given as for <see cref="ModelArgument"/>.</summary>
    /// <param name="before">The first model.</param>
    /// <param name="after">The second model.</param>
    /// <param name="settings">Options of those that are zoo models.</param>
    public static Comparison Of(string before, string after, IReadOnlyList<string> settings)
    {
        var (first, firstBytes) = ModelArgument.Load(before, ModelArgument.IsZoo(before) ? settings : []);
        var (second, secondBytes) = ModelArgument.Load(after, ModelArgument.IsZoo(before) && !ModelArgument.IsZoo(after) ? [] : settings);
        return new(ModelDifference.Between(CostModel.Measure(first), CostModel.Measure(second)), firstBytes, secondBytes);
    }

    /// <summary>
    /// The published document: <c>{"schemaVersion":1,"before":{"parameters":N,"macs":N,"bytes":N},"after":{...},"layers":[...]}</c> with the layers that were
    /// added, removed or changed; a layer's <c>before</c> or <c>after</c> is null where the model lacks it.
    /// </summary>
    public string ToJson()
    {
        JsonArray layers = [.. Difference.Layers.Where(layer => layer.Kind != DifferenceKind.None).Select(layer => new JsonObject
        {
            ["name"] = layer.Name,
            ["change"] = Name(layer.Kind),
            ["before"] = Layer(layer.Before),
            ["after"] = Layer(layer.After),
        })];
        return new JsonObject
        {
            ["schemaVersion"] = 1,
            ["before"] = Total(Difference.Before, BytesBefore),
            ["after"] = Total(Difference.After, BytesAfter),
            ["layers"] = layers,
        }.ToJsonString();
    }

    /// <summary>The word for a change: same, changed, added or removed.</summary>
    public static string Name(DifferenceKind kind) => kind switch
    {
        DifferenceKind.None => "same",
        DifferenceKind.Changed => "changed",
        DifferenceKind.Added => "added",
        _ => "removed",
    };

    private static JsonObject Total(ModelCost cost, long bytes) => new() { ["parameters"] = cost.Parameters, ["macs"] = cost.Macs, ["bytes"] = bytes };

    private static JsonObject? Layer(LayerCost? layer) => layer is null ? null : new()
    {
        ["operator"] = layer.OpType,
        ["input"] = ShapeJson.Of(layer.InputShape),
        ["output"] = ShapeJson.Of(layer.OutputShape),
        ["parameters"] = layer.Parameters,
        ["macs"] = layer.Macs,
    };
}

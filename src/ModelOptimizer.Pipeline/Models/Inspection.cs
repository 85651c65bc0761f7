using System.Text.Json.Nodes;
using ModelOptimizer.Graph.Costs;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>What a model costs, layer by layer.</summary>
/// <param name="Cost">Parameters and multiply-accumulates.</param>
/// <param name="Memory">Memory of the activations for one input; null where the size of a value is not known.</param>
/// <param name="Bytes">Size of the ONNX file.</param>
public sealed record Inspection(ModelCost Cost, ActivationMemory? Memory, long Bytes)
{
    /// <summary>Inspects a model given as for <see cref="ModelArgument"/>.</summary>
    public static Inspection Of(string argument, IReadOnlyList<string> settings)
    {
        var (graph, bytes) = ModelArgument.Load(argument, settings);
        return new(CostModel.Measure(graph), ActivationMemory.Measure(graph), bytes);
    }

    /// <summary>
    /// The published document: <c>{"schemaVersion":1,"parameters":N,"macs":N,"bytes":N,"activationPeakBytes":N,"layers":[...]}</c>. A layer's
    /// <c>activationBytes</c> are those of its outputs, its <c>liveBytes</c> all that are live while it runs.
    /// </summary>
    public string ToJson()
    {
        JsonArray layers = [.. Cost.Layers.Select((layer, index) => new JsonObject
        {
            ["name"] = layer.Name,
            ["operator"] = layer.OpType,
            ["input"] = ShapeJson.Of(layer.InputShape),
            ["output"] = ShapeJson.Of(layer.OutputShape),
            ["parameters"] = layer.Parameters,
            ["macs"] = layer.Macs,
            ["bytes"] = layer.Bytes,
            ["activationBytes"] = Memory?.Nodes[index].Written,
            ["liveBytes"] = Memory?.Nodes[index].Live,
        })];
        return new JsonObject
        {
            ["schemaVersion"] = 1,
            ["parameters"] = Cost.Parameters,
            ["macs"] = Cost.Macs,
            ["bytes"] = Bytes,
            ["activationPeakBytes"] = Memory?.Peak,
            ["layers"] = layers,
        }.ToJsonString();
    }
}

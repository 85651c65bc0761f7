using System.Text.Json.Nodes;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>What the zoo holds.</summary>
/// <param name="Entries">All architectures by name.</param>
public sealed record ZooCatalogue(IReadOnlyList<ZooCatalogue.Entry> Entries)
{
    /// <summary>Measures all architectures with their default options. No weights are drawn for that.</summary>
    public static ZooCatalogue Measure() => new([.. ModelZoo.Names.Select(name =>
    {
        var graph = ModelZoo.Build(name);
        var cost = CostModel.Measure(graph);
        return new Entry(name, graph.Inputs[0].Shape!, cost.Parameters, cost.Macs);
    })]);

    /// <summary>The published document: <c>{"schemaVersion":1,"models":[{"name":"...","input":["N",3,H,W],"parameters":N,"macs":N},...]}</c>.</summary>
    public string ToJson()
    {
        JsonArray models = [.. Entries.Select(entry => new JsonObject
        {
            ["name"] = entry.Name,
            ["input"] = ShapeJson.Of(entry.Input),
            ["parameters"] = entry.Parameters,
            ["macs"] = entry.Macs,
        })];
        return new JsonObject { ["schemaVersion"] = 1, ["models"] = models }.ToJsonString();
    }

    /// <summary>One architecture.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Input">Its input, <c>[N, 3, H, W]</c>.</param>
    /// <param name="Parameters">Weights, biases and 2 per BatchNorm channel.</param>
    /// <param name="Macs">Multiply-accumulates for one image.</param>
    public sealed record Entry(string Name, IReadOnlyList<Dimension> Input, long Parameters, long Macs);
}

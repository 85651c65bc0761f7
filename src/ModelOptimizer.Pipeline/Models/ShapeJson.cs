using System.Text.Json.Nodes;
using ModelOptimizer.Graph;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>Shapes in published documents: numbers, names of free dimensions, and null for what is not known.</summary>
internal static class ShapeJson
{
    public static JsonArray? Of(IReadOnlyList<Dimension>? shape) =>
        shape is null ? null : [.. shape.Select(dimension => dimension.Value is { } size ? (JsonNode)size : dimension.Symbol)];
}

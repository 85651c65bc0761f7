using System.Globalization;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Pruning.Groups;

/// <summary>Groups layers by the scale of their feature maps.</summary>
internal sealed class StrideGroups(ModelGraph graph, ShapeDictionary shapes)
{
    /// <summary><c>stride 8</c>, or what is left to say of maps without a known scale.</summary>
    public string Of(Node layer)
    {
        var input = graph.Inputs.Select(image => image.Shape).FirstOrDefault(shape => shape?.Count == 4);
        var map = shapes.GetValueOrDefault(layer.Output)?.Shape;
        return map is not { Count: 4 } ? "features"
            : input?[2].Value is { } from && map[2].Value is > 0 and { } to
                ? string.Create(CultureInfo.InvariantCulture, $"stride {Math.Round((double)from / to)}")
            : "feature maps";
    }
}

using System.Globalization;
using System.IO.Enumeration;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Shapes;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Groups;

/// <summary>
/// Puts each coupled block into the group of the layer that makes it: the first group whose patterns match its name, else all layers of the same
/// stride, the input's height divided by the feature map's (arXiv 2306.01526 groups YOLOv4 by feature-map scale).
/// </summary>
internal sealed class LayerGroups(ModelGraph graph, ShapeDictionary shapes, IReadOnlyList<LayerGroup> stated)
{
    /// <summary>The group of a block, or null where no layer makes its channels.</summary>
    public string? Of(CoupledBlock block) => block.Layer is { } layer ? Of(layer) : null;

    /// <summary>The group of a layer.</summary>
    public string Of(Node layer) => stated.FirstOrDefault(group => Matches(layer.Name, group.Layers))?.Name ?? Stride(layer);

    /// <summary>Whether a name matches one of the patterns.</summary>
    public static bool Matches(string name, IReadOnlyList<string> patterns) =>
        patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));

    private string Stride(Node layer)
    {
        var input = graph.Inputs.Select(image => image.Shape).FirstOrDefault(shape => shape?.Count == 4);
        var map = shapes.GetValueOrDefault(layer.Output)?.Shape;
        return map is not { Count: 4 } ? "features"
            : input?[2].Value is { } from && map[2].Value is > 0 and { } to
                ? string.Create(CultureInfo.InvariantCulture, $"stride {Math.Round((double)from / to)}")
            : "feature maps";
    }
}

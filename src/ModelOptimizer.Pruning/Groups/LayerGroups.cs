using System.IO.Enumeration;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Shapes;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Groups;

/// <summary>
/// Puts each coupled block into the group of the layer that makes it: the first group whose patterns match its name, else as the grouping says (arXiv
/// 2306.01526 groups YOLOv4 by feature-map scale and similarity of modules).
/// </summary>
internal sealed class LayerGroups
{
    private readonly IReadOnlyList<LayerGroup> _stated;
    private readonly Func<Node, string> _grouping;

    /// <exception cref="GroupingException">The grouping is for another model.</exception>
    /// <exception cref="PruningException">A group without patterns has the name of none that the grouping makes.</exception>
    public LayerGroups(ModelGraph graph, ChannelCoupling coupling, PruningOptions options)
    {
        _stated = options.Groups;
        var shapes = ShapeInference.Infer(graph);
        var strides = new StrideGroups(graph, shapes);
        _grouping = options.Grouping switch
        {
            LayerGrouping.Modules => new ModuleGroups(graph, shapes, coupling).Of,
            LayerGrouping.GcpYolov4 => Preset(PresetGroups.Yolov4(graph)),
            LayerGrouping.GcpYolov3 => Preset(PresetGroups.Yolov3(graph)),
            _ => strides.Of,
        };
        if (_stated.FirstOrDefault(group => group.Layers.Count == 0 && !coupling.Layers.Any(layer => Of(layer.Node) == group.Name)) is { } missing)
        {
            string[] known = [.. coupling.Layers.Select(layer => _grouping(layer.Node)).Distinct(StringComparer.Ordinal)];
            throw new PruningException($"There is no group '{missing.Name}'{Suggestion.For(missing.Name, known)}");
        }

        Func<Node, string> Preset(PresetGroups preset) => layer => preset.Of(layer) ?? strides.Of(layer);
    }

    /// <summary>The group of a block, or null where no layer makes its channels.</summary>
    public string? Of(CoupledBlock block) => block.Layer is { } layer ? Of(layer) : null;

    /// <summary>The group of a layer.</summary>
    public string Of(Node layer) => _stated.FirstOrDefault(group => Matches(layer.Name, group.Layers))?.Name ?? _grouping(layer);

    /// <summary>Whether a name matches one of the patterns.</summary>
    public static bool Matches(string name, IReadOnlyList<string> patterns) =>
        patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));
}

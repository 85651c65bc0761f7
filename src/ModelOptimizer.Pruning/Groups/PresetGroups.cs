using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Groups;

/// <summary>
/// The groups that arXiv 2306.01526 uses for a network, by position: contiguous ranges of its convolutions in the order of its Darknet description. The
/// network is recognised by the kernels of its convolutions, so that widths, classes and names do not matter.
/// </summary>
internal sealed class PresetGroups
{
    private readonly Dictionary<string, string> _groups = new(StringComparer.Ordinal);

    private PresetGroups(ModelGraph graph, string name, string network, string kernels, int[] sizes)
    {
        var layers = graph.Nodes.FindAll(node => node is { OpType: "Conv", Domain: "" });
        if (string.Concat(layers.Select(layer => Kernel(layer, graph))) != kernels)
        {
            throw new GroupingException(
                $"The grouping '{name}' is for {network}, {kernels.Length} convolutions in the order of its Darknet description; this model's {layers.Count} are others. Use 'stride' or 'modules', or name the groups' layers.");
        }

        var (first, group) = (0, 0);
        foreach (var size in sizes)
        {
            group++;
            layers.GetRange(first, size).ForEach(layer => _groups.Add(layer.Name, $"G{group}"));
            first += size;
        }
    }

    /// <summary>Darknet's layers 0-55, 56-85, 86-116, 117-136 and 137-161 of yolov4.cfg.</summary>
    public static PresetGroups Yolov4(ModelGraph graph) => new(
        graph, "gcp-yolov4", "YOLOv4", "3d111311d11131311d11131313131313131311d11131313131313131311d1113131313111311311113131111313131d1313131d1313131", [39, 20, 19, 14, 18]);

    /// <summary>Darknet's layers 0-35, 36-61, 62-84, 85-96 and 97-106 of yolov3.cfg.</summary>
    public static PresetGroups Yolov3(ModelGraph graph) => new(
        graph, "gcp-yolov3", "YOLOv3", "3d13d1313d1313131313131313d1313131313131313d1313131313131311131313111313131", [26, 17, 17, 8, 7]);

    /// <summary>The group of a layer, or null where it is no convolution.</summary>
    public string? Of(Node layer) => _groups.GetValueOrDefault(layer.Name);

    private static string Kernel(Node layer, ModelGraph graph) =>
        layer.Ints("strides") is [> 1, ..] ? "d"
        : graph.Initializers.TryGetValue(layer.Inputs[1], out var weight) && weight.Shape is [_, _, var height and < 10, _] ? height.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : "?";
}

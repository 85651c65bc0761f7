using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Detection;

namespace ModelOptimizer.Training.Distillation;

/// <summary>
/// The layers of <see cref="AttentionPreset"/>. The authors name them by counting convolutions with batch normalisation from 0 in Darknet's order; here the
/// strides are known as well, because two branches that are joined have no order among themselves.
/// </summary>
public static class PresetLayers
{
    private static readonly Network YoloV4 = new("YOLOv4", 107,
    [
        new(1e6, [(7, 2), (16, 4), (37, 8), (58, 16)]),
        new(1e3, [(78, 32), (106, 32)]),
        new(1e4, [(85, 16), (92, 8), (99, 16)]),
    ]);

    private static readonly Network YoloV3 = new("YOLOv3", 72,
    [
        new(1e3, [(2, 2), (5, 4), (11, 8), (24, 8)]),
        new(1e3, [(30, 16), (40, 16), (45, 32), (56, 32)]),
        new(1e3, [(59, 16), (61, 16), (67, 8), (70, 8)]),
    ]);

    /// <summary>Makes sure that a preset belongs to a network.</summary>
    /// <exception cref="TrainingException">It belongs to another one.</exception>
    public static void Check(AttentionPreset preset, ModelGraph graph) => _ = Of(preset, graph);

    /// <summary>The terms of a preset.</summary>
    internal static IReadOnlyList<AttentionTerm> Of(AttentionPreset preset, ModelGraph graph)
    {
        var network = preset == AttentionPreset.GcpYoloV4 ? YoloV4 : YoloV3;
        var heads = DetectorDescription.Read(graph)?.Heads.Select(head => head.Output).ToHashSet(StringComparer.Ordinal) ?? [];
        var layers = graph.Nodes.Where(node => node.OpType == "Conv" && !heads.Contains(node.Output)).ToArray();
        if (heads.Count != 3 || layers.Length != network.Layers)
        {
            throw new TrainingException(
                $"The preset belongs to {network.Name}, which has 3 heads and {network.Layers} other convolutions; this model has {heads.Count} and {layers.Length}. Name layers in groups instead.");
        }

        var maps = new FeatureMaps(graph);
        return [.. network.Groups.SelectMany(group => group.Layers.Select(layer => new AttentionTerm(Find(layer.Ordinal, layer.Stride), group.Beta, PerPosition: true)))];

        string Find(int ordinal, int stride) => layers.Skip(ordinal).Take(2).Select(maps.EndOf).FirstOrDefault(value => maps.Stride(value) == stride)
            ?? throw new TrainingException($"The preset belongs to {network.Name}, whose convolution {ordinal} has stride {stride}; this model's has another. Name layers in groups instead.");
    }

    private sealed record Network(string Name, int Layers, IReadOnlyList<Group> Groups);

    private sealed record Group(double Beta, IReadOnlyList<(int Ordinal, int Stride)> Layers);
}

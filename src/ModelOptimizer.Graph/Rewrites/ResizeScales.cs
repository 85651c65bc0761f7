using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Graph.Rewrites;

/// <summary>
/// Exporters write a resize to the size of another tensor with all four sizes, batch and channels among them. As scales it depends on neither: the batch
/// stays free, and channels can be pruned.
/// </summary>
internal static class ResizeScales
{
    public static void MakeConstant(ModelGraph graph, ShapeDictionary shapes)
    {
        foreach (var node in graph.Nodes.Where(node => node is { OpType: "Resize", Domain: "" } && IsPlain(node)))
        {
            if (node.Input(3) is { } sizes && shapes.Known.GetValueOrDefault(sizes) is { } target && shapes[node.Inputs[0]].Shape is { } input
                && Scales(target.Elements, input) is { } scales)
            {
                var name = $"{node.Name}/scales";
                if (!graph.Initializers.TryAdd(name, TensorData.Of([scales.Length], scales)))
                {
                    throw new GraphException($"The model already has a constant '{name}'; rename the node '{node.Name}'.");
                }

                node.Inputs.RemoveAt(3);
                node.Inputs[2] = name;
            }
        }
    }

    private static bool IsPlain(Node node) => node.Ints("axes") is null && node.Text("keep_aspect_ratio_policy", "stretch") == "stretch"
        && node.Text("coordinate_transformation_mode", "half_pixel") != "tf_crop_and_resize";

    private static float[]? Scales(Element[] target, IReadOnlyList<Dimension> input)
    {
        var scales = new float[target.Length];
        for (var axis = 0; axis < scales.Length; axis++)
        {
            var (before, after) = (input[axis], target[axis].ToDimension());
            if (before == after && before != Dimension.Unknown)
            {
                scales[axis] = 1;
            }
            else if (before.Value is not { } from || after.Value is not { } to || MathF.Floor(from * (scales[axis] = (float)to / from)) != to)
            {
                return null; // unknown, or a factor that rounding would lead to another size
            }
        }

        return scales;
    }
}

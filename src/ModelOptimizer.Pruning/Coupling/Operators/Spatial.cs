using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>Pooling and resizing: each channel by itself, and a constant stays that constant.</summary>
internal sealed class Spatial : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes =>
        ["MaxPool", "AveragePool", "LpPool", "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool", "Resize", "Upsample"];

    public string? Couple(Node node, CouplingPass pass)
    {
        var input = pass.Layout(node.Inputs[0])!;
        if (input.Axis != 1)
        {
            return "its input's channels are not on axis 1";
        }

        var at = ChannelEntry(node, input.Rank);
        if (at >= 0 && ScalesInput(node) is { } scales && (pass.Constant(scales) is not { } factors || at >= factors.Count || factors.Floats[at] != 1))
        {
            return "its scales are not constants that leave the channels alone";
        }

        if (node.OpType == "Upsample" && node.Floats("scales") is { } stated && (at >= stated.Length || stated[at] != 1))
        {
            return "it scales the channels";
        }

        if (at >= 0 && SizesInput(node) is { } sizes && (pass.Constant(sizes) is not { } lengths || at >= lengths.Count || lengths.Int64s[at] != input.Width))
        {
            return "its sizes are not constants that leave the channels alone";
        }

        pass.Assign(node.Output, input);
        return null;
    }

    public void Propagate(Node node, ConstantPass pass)
    {
        if (KeepsConstants(node))
        {
            pass.Assign(node.Output, pass.Of(node.Inputs[0]));
        }
    }

    public void Cut(Node node, Node cut, CutPass pass)
    {
        var at = ChannelEntry(node, pass.Channels(node.Output)!.Rank);
        if (at >= 0 && SizesInput(node) is { } name)
        {
            var sizes = pass.Source.Initializers[name].Int64s.ToArray();
            sizes[at] = pass.Kept(node.Output).Length;
            pass.SetInput(cut, 3, TensorData.Of([sizes.Length], sizes));
        }
    }

    // Norms grow with the window, and padding or extrapolation that counts brings other values in.
    private static bool KeepsConstants(Node node) => node.OpType switch
    {
        "LpPool" or "GlobalLpPool" => false,
        "AveragePool" => node.Int("count_include_pad", 0) == 0 || (node.Text("auto_pad", "NOTSET") == "NOTSET" && node.Ints("pads")?.Any(pad => pad != 0) != true),
        "Resize" => node.Text("coordinate_transformation_mode", "half_pixel") != "tf_crop_and_resize",
        _ => true,
    };

    /// <summary>Where scales and sizes speak of the channels, or -1 where they do not.</summary>
    private static int ChannelEntry(Node node, int rank) =>
        node.OpType == "Resize" && node.Ints("axes") is { } axes ? Array.FindIndex(axes, axis => (axis < 0 ? axis + rank : axis) == 1) : 1;

    // Resize since operator set 11 has region, scales and sizes; before, and in Upsample, the scales come second.
    private static string? ScalesInput(Node node) => node.OpType is not ("Resize" or "Upsample") ? null
        : node.Inputs.Count == 2 ? node.Input(1)
        : SizesInput(node) is null ? node.Input(2)
        : null;

    private static string? SizesInput(Node node) => node.OpType == "Resize" ? node.Input(3) : null;
}

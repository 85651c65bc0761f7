using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>Pooling and resizing: each channel by itself, and a constant stays that constant.</summary>
internal sealed class Spatial : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes =>
        ["MaxPool", "AveragePool", "LpPool", "GlobalAveragePool", "GlobalMaxPool", "Resize", "Upsample"];

    public string? Couple(Node node, CouplingPass pass)
    {
        var input = pass.Layout(node.Inputs[0])!;
        if (input.Axis != 1)
        {
            return "its input's channels are not on axis 1";
        }

        if (ScalesInput(node) is { } scales && (pass.Constant(scales) is not { } factors || factors.Floats[1] != 1))
        {
            return "its scales are not constants that leave the channels alone";
        }

        if (SizesInput(node) is { } sizes && (pass.Constant(sizes) is not { } lengths || lengths.Int64s[1] != input.Width))
        {
            return "its sizes are not constants that leave the channels alone";
        }

        pass.Assign(node.Output, input);
        return null;
    }

    public void Propagate(Node node, ConstantPass pass)
    {
        if (node.OpType != "LpPool")
        {
            pass.Assign(node.Output, pass.Of(node.Inputs[0]));
        }
    }

    public void Cut(Node node, Node cut, CutPass pass)
    {
        if (SizesInput(node) is { } name)
        {
            var sizes = pass.Source.Initializers[name].Int64s.ToArray();
            sizes[1] = pass.Kept(node.Output).Length;
            pass.SetInput(cut, 3, TensorData.Of([sizes.Length], sizes));
        }
    }

    // Resize since operator set 11 has region, scales and sizes; before, and in Upsample, the scales come second.
    private static string? ScalesInput(Node node) => node.OpType is not ("Resize" or "Upsample") ? null
        : node.Inputs.Count == 2 ? node.Input(1)
        : SizesInput(node) is null ? node.Input(2)
        : null;

    private static string? SizesInput(Node node) => node.OpType == "Resize" ? node.Input(3) : null;
}

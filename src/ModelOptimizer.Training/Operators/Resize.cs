using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>Resize and Upsample of the last two dimensions: nearest by whole factors, and linear.</summary>
internal sealed class Resize(Node node) : Operator(node)
{
    private readonly string _mode = node.Text("mode", "nearest");
    private readonly string _coordinates = node.Text("coordinate_transformation_mode", node.OpType == "Upsample" ? "asymmetric" : "half_pixel");
    private readonly string _rounding = node.Text("nearest_mode", node.OpType == "Upsample" ? "floor" : "round_prefer_floor");

    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var (height, width) = (input.size(2), input.size(3));
        var (newHeight, newWidth) = OutputSize(operands, height, width);
        return _mode switch
        {
            "nearest" when (newHeight % height == 0 && newWidth % width == 0) || (_coordinates, _rounding) is ("asymmetric", "floor")
                => [functional.interpolate(input, [newHeight, newWidth])],
            "linear" or "bilinear" when _coordinates is "half_pixel" or "align_corners" || (_coordinates == "pytorch_half_pixel" && newHeight > 1 && newWidth > 1)
                => [functional.interpolate(input, [newHeight, newWidth], mode: InterpolationMode.Bilinear, align_corners: _coordinates == "align_corners")],
            _ => throw Unsupported($"mode '{_mode}' with coordinates '{_coordinates}' and rounding '{_rounding}' from {height}x{width} to {newHeight}x{newWidth}"),
        };
    }

    private (long Height, long Width) OutputSize(Operands operands, long height, long width)
    {
        if (operands.Integers(3) is { Length: 4 } sizes)
        {
            return (sizes[2], sizes[3]);
        }

        var scales = Node.Floats("scales") ?? operands.Floats(Node.Inputs.Count == 2 ? 1 : 2) ?? throw Unsupported("it states neither scales nor sizes");
        return ((long)Math.Floor(height * scales[2]), (long)Math.Floor(width * scales[3]));
    }
}

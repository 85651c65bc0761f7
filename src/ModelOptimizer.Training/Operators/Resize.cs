using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>
/// Resize and Upsample. What torch has for images (nearest and linear in the usual coordinates) it does; everything else is interpolated axis by axis.
/// </summary>
internal sealed class Resize : Operator
{
    private readonly string _mode;
    private readonly string _coordinates;
    private readonly string _rounding;
    private readonly bool _isUpsample;
    private readonly Interpolation _interpolation;

    public Resize(Node node, ModelGraph graph) : base(node)
    {
        // Resize began in operator set 10 as what Upsample had been.
        _isUpsample = node.OpType == "Upsample" || graph.OperatorSets.GetValueOrDefault("", 17) < 11;
        _mode = node.Text("mode", "nearest");
        _coordinates = node.Text("coordinate_transformation_mode", _isUpsample ? "asymmetric" : "half_pixel");
        _rounding = node.Text("nearest_mode", _isUpsample ? "" : "round_prefer_floor");
        _interpolation = new(node, _mode, _coordinates, _rounding);
        if (node.Text("keep_aspect_ratio_policy", "stretch") != "stretch" || node.Int("antialias", 0) != 0)
        {
            throw Unsupported("keeping the aspect ratio, or antialiasing");
        }
    }

    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var axes = Axes(operands, input);
        if (axes.Length == 0)
        {
            return [input.alias()];
        }

        if (input.dim() == 4 && Array.TrueForAll(axes, axis => axis.Index >= 2) && TorchMode(axes) is { } mode)
        {
            var (height, width) = (Sizes(2), Sizes(3));
            return [functional.interpolate(input, [height, width], mode: mode, align_corners: mode == InterpolationMode.Nearest ? null : _coordinates == "align_corners")];

            long Sizes(int index) => Array.Find(axes, axis => axis.Index == index) is { After: > 0 } found ? found.After : input.size(index);
        }

        foreach (var axis in axes)
        {
            input = _mode == "nearest" && _coordinates != "tf_crop_and_resize"
                ? input.index_select(axis.Index, as_tensor(_interpolation.Nearest(axis), device: input.device))
                : Interpolated(input, axis);
        }

        return [input];
    }

    private Tensor Interpolated(Tensor input, ResizedAxis axis)
    {
        var (weights, outside) = _interpolation.Matrix(axis);
        var result = input.transpose(axis.Index, -1).matmul(as_tensor(weights, input.dtype, input.device).reshape(axis.Before, axis.After));
        if (outside.Contains(1))
        {
            result = result.add(as_tensor(outside, input.dtype, input.device), Node.Float("extrapolation_value", 0));
        }

        return result.transpose(axis.Index, -1);
    }

    private InterpolationMode? TorchMode(ResizedAxis[] axes)
    {
        var halfPixel = _coordinates == "half_pixel" || (_coordinates == "pytorch_half_pixel" && Array.TrueForAll(axes, axis => axis.After > 1));
        var isExact = Array.TrueForAll(axes, axis => axis.IsExact);
        return _mode switch
        {
            "nearest" when isExact && _coordinates == "asymmetric" && RoundsDown(axes) => InterpolationMode.Nearest,
            // Half a pixel never falls between two elements where each is repeated a whole number of times.
            "nearest" when halfPixel && _rounding.StartsWith("round", StringComparison.Ordinal)
                && isExact && Array.TrueForAll(axes, axis => axis.After % axis.Before == 0) => InterpolationMode.Nearest,
            "linear" or "bilinear" when (halfPixel && isExact) || _coordinates == "align_corners" => InterpolationMode.Bilinear,
            _ => null,
        };
    }

    private bool RoundsDown(ResizedAxis[] axes) =>
        _rounding == "floor" || (_rounding.Length == 0 && Array.TrueForAll(axes, axis => axis.Scale >= 1 || axis.Before % axis.After == 0));

    /// <summary>The axes that change.</summary>
    private ResizedAxis[] Axes(Operands operands, Tensor input)
    {
        var shape = input.shape;
        var indices = Node.Ints("axes") ?? [.. Enumerable.Range(0, shape.Length).Select(axis => (long)axis)];
        var sizes = _isUpsample ? null : operands.Integers(3);
        var scales = sizes is { Length: > 0 } ? null : Node.Floats("scales") ?? operands.Floats(_isUpsample ? 1 : 2);
        if ((sizes is { Length: > 0 } ? sizes.Length : scales?.Length) != indices.Length)
        {
            throw Unsupported($"it states neither scales nor sizes of {indices.Length} axes");
        }

        var region = _coordinates == "tf_crop_and_resize" ? operands.Floats(1) : null;
        return [.. indices.Select(Axis).Where(axis => axis.Before != axis.After || region is not null)];

        ResizedAxis Axis(long stated, int position)
        {
            var index = (int)(stated < 0 ? stated + shape.Length : stated);
            var scale = scales?[position] ?? (double)sizes![position] / shape[index];
            return new(index, shape[index], sizes is { Length: > 0 } ? sizes[position] : (long)Math.Floor(shape[index] * scale), scale,
                region?[position] ?? 0, region?[position + indices.Length] ?? 1);
        }
    }
}

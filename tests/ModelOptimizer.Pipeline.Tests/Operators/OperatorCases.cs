using ModelOptimizer.Graph;

namespace ModelOptimizer.Pipeline.Tests.Operators;

/// <summary>Operators with what changed between operator sets 7 and 22, and with attributes in combinations that networks use.</summary>
internal static class OperatorCases
{
    public static IReadOnlyDictionary<string, OperatorCase> All { get; } = new Dictionary<string, OperatorCase>(StringComparer.Ordinal)
    {
        // pooling
        ["AveragePool 7"] = new(7, "AveragePool", 1, 2, 7, 6) { Attributes = { ["kernel_shape"] = L(3, 2), ["strides"] = L(2, 2), ["pads"] = L(1, 0, 1, 0) } },
        ["AveragePool, padding on one side"] = new(11, "AveragePool", 1, 2, 7, 6) { Attributes = { ["kernel_shape"] = L(3, 2), ["pads"] = L(0, 1, 2, 0) } },
        ["AveragePool, padding on one side counts"] = new(11, "AveragePool", 1, 2, 7, 6)
            { Attributes = { ["kernel_shape"] = L(3, 2), ["pads"] = L(0, 1, 2, 0), ["count_include_pad"] = 1L } },
        ["AveragePool, ceiling"] = new(22, "AveragePool", 1, 2, 7, 6) { Attributes = { ["kernel_shape"] = L(3, 3), ["strides"] = L(2, 2), ["ceil_mode"] = 1L } },
        ["AveragePool, ceiling and padding on one side"] = new(22, "AveragePool", 1, 2, 8, 7)
            { Attributes = { ["kernel_shape"] = L(3, 3), ["strides"] = L(2, 2), ["pads"] = L(0, 0, 1, 1), ["ceil_mode"] = 1L } },
        ["AveragePool, dilated"] = new(19, "AveragePool", 2, 2, 7, 6) { Attributes = { ["kernel_shape"] = L(2, 3), ["dilations"] = L(2, 2), ["pads"] = L(1, 1, 0, 1) } },
        ["AveragePool, one axis"] = new(11, "AveragePool", 1, 2, 7) { Attributes = { ["kernel_shape"] = L(3), ["auto_pad"] = "SAME_LOWER", ["strides"] = L(2) } },
        ["MaxPool 8"] = new(8, "MaxPool", 1, 2, 7, 6) { Attributes = { ["kernel_shape"] = L(3, 2), ["strides"] = L(2, 2), ["pads"] = L(1, 1, 1, 0) } },
        ["MaxPool, ceiling and padding on one side"] = new(12, "MaxPool", 1, 2, 8, 7)
            { Attributes = { ["kernel_shape"] = L(3, 3), ["strides"] = L(2, 2), ["pads"] = L(0, 0, 1, 1), ["ceil_mode"] = 1L } },
        ["MaxPool, positions"] = new(12, "MaxPool", 2, 2, 5, 6) { Attributes = { ["kernel_shape"] = L(3, 3), ["strides"] = L(2, 1), ["pads"] = L(0, 1, 1, 1) }, Outputs = 2, PositionsAt = 1 },
        ["MaxPool, dilated, three axes"] = new(22, "MaxPool", 1, 2, 5, 6, 5) { Attributes = { ["kernel_shape"] = L(2, 2, 2), ["dilations"] = L(1, 2, 2), ["auto_pad"] = "VALID" } },
        ["GlobalMaxPool 22"] = new(22, "GlobalMaxPool", 2, 3, 4, 5),

        // convolution
        ["Conv, groups and dilation"] = new(11, "Conv", 2, 4, 8, 7) { Attributes = { ["group"] = 2L, ["dilations"] = L(2, 1), ["pads"] = L(1, 2, 0, 1) }, Operands = [N(6, 2, 3, 2), N(6)] },
        ["Conv, depthwise, SAME_LOWER"] = new(7, "Conv", 1, 4, 8, 7) { Attributes = { ["group"] = 4L, ["strides"] = L(2, 2), ["auto_pad"] = "SAME_LOWER" }, Operands = [N(4, 1, 3, 4)] },
        ["Conv, one axis, SAME_UPPER"] = new(22, "Conv", 1, 4, 8) { Attributes = { ["strides"] = L(2), ["auto_pad"] = "SAME_UPPER" }, Operands = [N(3, 4, 4), N(3)] },
        ["Conv, three axes, groups"] = new(11, "Conv", 1, 4, 5, 6, 4) { Attributes = { ["group"] = 2L, ["pads"] = L(1, 0, 1, 0, 1, 1) }, Operands = [N(2, 2, 3, 2, 3), N(2)] },
        ["ConvTranspose, groups and bias"] = new(11, "ConvTranspose", 1, 4, 5, 4)
            { Attributes = { ["group"] = 2L, ["strides"] = L(2, 2), ["pads"] = L(1, 1, 1, 1), ["output_padding"] = L(1, 1) }, Operands = [N(4, 3, 3, 3), N(6)] },
        ["ConvTranspose, padding on one side"] = new(11, "ConvTranspose", 1, 4, 5, 4)
            { Attributes = { ["strides"] = L(2, 3), ["pads"] = L(1, 0, 0, 2), ["output_padding"] = L(1, 0) }, Operands = [N(4, 3, 3, 3), N(3)] },
        ["ConvTranspose, SAME_LOWER"] = new(22, "ConvTranspose", 1, 2, 5, 4) { Attributes = { ["strides"] = L(2, 2), ["auto_pad"] = "SAME_LOWER" }, Operands = [N(2, 3, 3, 3), N(3)] },
        ["ConvTranspose, output shape"] = new(11, "ConvTranspose", 1, 2, 5, 4) { Attributes = { ["strides"] = L(2, 2), ["output_shape"] = L(9, 8) }, Operands = [N(2, 3, 4, 3)] },
        ["ConvTranspose, one axis, dilated"] = new(11, "ConvTranspose", 1, 2, 5) { Attributes = { ["strides"] = L(2), ["dilations"] = L(2), ["pads"] = L(1, 1) }, Operands = [N(2, 3, 3), N(3)] },

        // resampling
        ["Upsample 7, nearest"] = new(7, "Upsample", 1, 2, 3, 4) { Attributes = { ["scales"] = new[] { 1f, 1, 2, 3 } } },
        ["Upsample 9, linear"] = new(9, "Upsample", 1, 2, 3, 4) { Attributes = { ["mode"] = "linear" }, Operands = [R(1, 1, 2, 2)] },
        ["Resize 10, nearest down"] = new(10, "Resize", 1, 2, 7, 6) { Operands = [R(1, 1, 0.6f, 0.5f)] },
        ["Resize 10, linear"] = new(10, "Resize", 1, 2, 4, 6) { Attributes = { ["mode"] = "linear" }, Operands = [R(1, 1, 2, 1.5f)] },
        ["Resize, nearest, floor, half pixel"] = Resize("nearest", "half_pixel", [1, 1, 2, 3], ("nearest_mode", "floor")),
        ["Resize, nearest, corners"] = Resize("nearest", "align_corners", [1, 1, 2, 2], ("nearest_mode", "round_prefer_ceil")),
        ["Resize, nearest, uneven"] = Resize("nearest", "asymmetric", [1, 1, 1.7f, 0.6f], ("nearest_mode", "floor")),
        ["Resize, linear, half pixel"] = Resize("linear", "half_pixel", [1, 1, 2, 3]),
        ["Resize, linear, half pixel, down"] = Resize("linear", "half_pixel", [1, 1, 0.6f, 0.5f]),
        ["Resize, linear, pytorch, down to one"] = Resize("linear", "pytorch_half_pixel", [1, 1, 0.2f, 0.5f]),
        ["Resize, linear, asymmetric"] = Resize("linear", "asymmetric", [1, 1, 1.5f, 2]),
        ["Resize, linear, corners"] = Resize("linear", "align_corners", [1, 1, 2, 2]),
        ["Resize, cubic"] = Resize("cubic", "half_pixel", [1, 1, 1.5f, 2], ("cubic_coeff_a", -0.5f), ("exclude_outside", 1L)),
        ["Resize, cropped"] = new(13, "Resize", 1, 2, 6, 5)
        {
            Attributes = { ["mode"] = "linear", ["coordinate_transformation_mode"] = "tf_crop_and_resize", ["extrapolation_value"] = 7f },
            Operands = [R(0, 0, 0.3f, -0.2f, 1, 1, 0.8f, 1.1f), null, I(1, 2, 4, 7)],
        },
        ["Resize 18, axes"] = new(18, "Resize", 1, 2, 5, 4) { Attributes = { ["axes"] = L(3, 2), ["mode"] = "linear" }, Operands = [null, null, I(7, 3)] },
        ["Resize 19, symmetric"] = new(19, "Resize", 1, 2, 5, 4)
            { Attributes = { ["coordinate_transformation_mode"] = "half_pixel_symmetric", ["mode"] = "linear" }, Operands = [null, R(1, 1, 1.3f, 0.7f)] },

        // what moved from attributes to operands
        ["Clip 7"] = new(7, "Clip", 2, 3) { Attributes = { ["min"] = -0.2f } },
        ["Clip 13, upper limit only"] = new(13, "Clip", 2, 3) { Operands = [null, TensorData.Scalar(0.1f)] },
        ["Dropout 7"] = new(7, "Dropout", 2, 3) { Attributes = { ["ratio"] = 0.9f } },
        ["Dropout 22"] = new(22, "Dropout", 2, 3) { Operands = [TensorData.Scalar(0.9f)] },
        ["Pad 7, reflect"] = new(7, "Pad", 1, 2, 4, 5) { Attributes = { ["mode"] = "reflect", ["pads"] = L(0, 0, 1, 2, 0, 0, 3, 0) } },
        ["Pad 7, edge, all axes"] = new(7, "Pad", 2, 3, 4) { Attributes = { ["mode"] = "edge", ["pads"] = L(1, 0, 2, 0, 2, 1) } },
        ["Pad 11, negative"] = new(11, "Pad", 1, 2, 4, 5) { Operands = [I(0, 1, -1, 2, 0, 0, 0, -2), TensorData.Scalar(3)] },
        ["Pad 18, axes"] = new(18, "Pad", 1, 2, 4, 5) { Operands = [I(1, 2, 0, 1), TensorData.Scalar(3), I(3, -3)] },
        ["Pad 19, wrap"] = new(19, "Pad", 1, 2, 4, 5) { Attributes = { ["mode"] = "wrap" }, Operands = [I(0, 0, 1, 2, 0, 0, 3, 0)] },
        ["ReduceSum 7"] = new(7, "ReduceSum", 2, 3, 4) { Attributes = { ["axes"] = L(0, 2), ["keepdims"] = 0L } },
        ["ReduceMean 18"] = new(18, "ReduceMean", 2, 3, 4) { Operands = [I(-1, 0)] },
        ["ReduceMax 18, nothing"] = new(18, "ReduceMax", 2, 3, 4) { Attributes = { ["noop_with_empty_axes"] = 1L } },
        ["ReduceL2 13"] = new(13, "ReduceL2", 2, 3, 4) { Attributes = { ["axes"] = L(1) } },
        ["Slice 7"] = new(7, "Slice", 4, 5, 6) { Attributes = { ["starts"] = L(1, -4), ["ends"] = L(1000, -1), ["axes"] = L(0, 2) } },
        ["Slice 13, backwards"] = new(13, "Slice", 4, 5, 6) { Operands = [I(-1, 3), I(-1000, 0), I(1, 2), I(-2, -1)] },
        ["Split 7"] = new(7, "Split", 2, 6) { Attributes = { ["axis"] = 1L, ["split"] = L(1, 5) }, Outputs = 2 },
        ["Split 18, uneven"] = new(18, "Split", 2, 7) { Attributes = { ["axis"] = -1L, ["num_outputs"] = 3L }, Outputs = 3 },
        ["Squeeze 7"] = new(7, "Squeeze", 1, 3, 1) { Attributes = { ["axes"] = L(0) } },
        ["Squeeze 13, everything"] = new(13, "Squeeze", 1, 3, 1),
        ["Unsqueeze 7"] = new(7, "Unsqueeze", 3, 2) { Attributes = { ["axes"] = L(0, 3) } },
        ["Unsqueeze 21"] = new(21, "Unsqueeze", 3, 2) { Operands = [I(-1, 0)] },
        ["TopK 7"] = new(7, "TopK", 2, 9) { Attributes = { ["k"] = 3L }, Outputs = 2, PositionsAt = 1 },
        ["TopK 11, smallest"] = new(11, "TopK", 3, 9) { Attributes = { ["largest"] = 0L, ["axis"] = 0L }, Operands = [I(2)], Outputs = 2, PositionsAt = 1 },

        // what changed its meaning
        ["Softmax 7"] = new(7, "Softmax", 2, 3, 4),
        ["Softmax 11, last axes together"] = new(11, "Softmax", 2, 3, 4) { Attributes = { ["axis"] = -2L } },
        ["Softmax 13"] = new(13, "Softmax", 2, 3, 4) { Attributes = { ["axis"] = 1L } },
        ["LogSoftmax 11"] = new(11, "LogSoftmax", 2, 3, 4),
        ["BatchNormalization 7"] = new(7, "BatchNormalization", 2, 3, 4, 2) { Operands = [N(3), N(3), N(3), R(0.5f, 1, 2)] },
        ["BatchNormalization 15, no spatial axes"] = new(15, "BatchNormalization", 4, 3) { Operands = [N(3), N(3), N(3), R(0.5f, 1, 2)] },
        ["PRelu 7"] = new(7, "PRelu", 2, 3, 4, 4) { Operands = [N(3, 1, 1)] },
        ["Reshape 19"] = new(19, "Reshape", 2, 3, 4) { Operands = [I(0, -1)] },
        ["Flatten 21"] = new(21, "Flatten", 2, 3, 4) { Attributes = { ["axis"] = -1L } },
        ["Gemm 7"] = new(7, "Gemm", 3, 2) { Attributes = { ["transA"] = 1L, ["alpha"] = 0.5f, ["beta"] = 2f }, Operands = [N(3, 4), N(4)] },
        ["Expand 8"] = new(8, "Expand", 3, 1) { Operands = [I(2, 1, 4)] },
        ["Tile 13"] = new(13, "Tile", 2, 3) { Operands = [I(2, 1)] },
        ["Mish 18"] = new(18, "Mish", 2, 3, 4),
        ["HardSwish 22"] = new(22, "HardSwish", 2, 30),
        ["HardSigmoid 22"] = new(22, "HardSigmoid", 2, 30) { Attributes = { ["alpha"] = 0.9f } },
        ["Elu 22"] = new(22, "Elu", 2, 3) { Attributes = { ["alpha"] = 0.7f } },
        ["Selu 22"] = new(22, "Selu", 2, 3),
        ["LRN 13"] = new(13, "LRN", 2, 7, 3, 2) { Attributes = { ["size"] = 5L, ["alpha"] = 0.5f } },
        ["InstanceNormalization 22"] = new(22, "InstanceNormalization", 2, 3, 4, 5) { Operands = [N(3), N(3)] },
        ["DepthToSpace 13, pixel shuffle"] = new(13, "DepthToSpace", 2, 8, 2, 3) { Attributes = { ["blocksize"] = 2L, ["mode"] = "CRD" } },
        ["SpaceToDepth 13"] = new(13, "SpaceToDepth", 2, 3, 4, 6) { Attributes = { ["blocksize"] = 2L } },
        ["Gather 13"] = new(13, "Gather", 4, 5) { Attributes = { ["axis"] = -1L }, Operands = [TensorData.Of([2, 2], [0L, -1, 3, 3])] },
        ["Transpose 21"] = new(21, "Transpose", 2, 3, 4) { Attributes = { ["perm"] = L(1, 2, 0) } },
        ["ArgMax, last of equals"] = new(13, "ArgMax", 2, 5) { Attributes = { ["axis"] = 1L, ["select_last_index"] = 1L }, PositionsAt = 0 },
        ["Sum of three"] = new(13, "Sum", 2, 3) { Operands = [N(3), N(2, 1)] },
        ["Max of three"] = new(13, "Max", 2, 3) { Operands = [N(3), N(2, 1)] },
    };

    private static OperatorCase Resize(string mode, string coordinates, float[] scales, params (string Name, object Value)[] more)
    {
        var resize = new OperatorCase(13, "Resize", 1, 2, 5, 6)
            { Attributes = { ["mode"] = mode, ["coordinate_transformation_mode"] = coordinates }, Operands = [null, R(scales)] };
        foreach (var (name, value) in more)
        {
            resize.Attributes[name] = value;
        }

        return resize;
    }

    private static long[] L(params long[] values) => values;

    private static TensorData I(params long[] values) => TensorData.Of([values.Length], values);

    private static TensorData R(params float[] values) => TensorData.Of([values.Length], values);

    private static TensorData N(params long[] shape) => OperatorCase.Noise(shape);
}

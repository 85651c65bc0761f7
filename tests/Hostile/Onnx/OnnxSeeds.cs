using System.Text;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;

namespace ModelOptimizer.Tests.Hostile.Onnx;

/// <summary>Small valid models that together use every operator with a shape rule, and the texts that mean something in a model.</summary>
internal static class OnnxSeeds
{
    private static readonly string[] Elementwise =
    [
        "Abs", "Celu", "Ceil", "Clip", "Cos", "Elu", "Erf", "Exp", "Floor", "Gelu", "HardSigmoid", "HardSwish", "Identity", "LeakyRelu", "Log", "LogSoftmax", "LRN", "Mish", "Neg", "Not",
        "Reciprocal", "Relu", "Round", "Selu", "Sigmoid", "Sign", "Sin", "Softmax", "Softplus", "Softsign", "Sqrt", "Tanh", "Dropout", "InstanceNormalization", "LayerNormalization", "PRelu",
        "And", "Equal", "Fmod", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Max", "Mean", "Min", "Mod", "Or", "Pow", "Sub", "Sum", "Xor", "Div", "ArgMin", "ReduceL1", "ReduceL2",
        "ReduceMax", "ReduceMin", "ReduceProd", "ReduceSum", "ReduceSumSquare", "GlobalMaxPool", "AveragePool", "SpaceToDepth", "GatherND", "NonMaxSuppression", "Upsample", "Loop", "Scan",
    ];

    /// <summary>Names of operators and attributes, and names that are paths.</summary>
    public static string[] Words { get; } =
    [
        .. Elementwise, "Add", "Mul", "Conv", "ConvTranspose", "Gemm", "MatMul", "Concat", "Split", "Slice", "Reshape", "Flatten", "Transpose", "Pad", "Resize", "Tile", "TopK", "Where", "Range",
        "Gather", "Unsqueeze", "Squeeze", "Expand", "ConstantOfShape", "Constant", "Shape", "Cast", "BatchNormalization", "MaxPool", "GlobalAveragePool", "DepthToSpace", "ArgMax", "If",
        "axis", "axes", "group", "kernel_shape", "strides", "pads", "dilations", "auto_pad", "SAME_UPPER", "VALID", "ceil_mode", "perm", "to", "value", "keepdims", "epsilon", "blocksize", "k",
        "x", "y", "a", "b", "w", "", "../../../tmp/outside", "/etc/passwd", "C:\\outside", "a\0b", "ai.onnx", "com.microsoft", "NaN", "-1",
    ];

    public static IReadOnlyList<byte[]> Models { get; } = [.. new[] { Network(), Gated(), Shapes(), Rearranged(), Subgraph() }.Select(OnnxFile.ToBytes)];

    private static ModelGraph Network() => new()
    {
        Inputs = [new("x", ElementType.Float32, [new(null, "N"), 3, 8, 8])],
        Outputs = [new("y", ElementType.Float32, [new(null, "N"), 5])],
        Initializers = { ["w1"] = Weights(4, 3, 3, 3), ["b1"] = Weights(4), ["s"] = Weights(4), ["w2"] = Weights(4, 1, 3, 3), ["w3"] = Weights(5, 8), ["b3"] = Weights(5) },
        Nodes =
        [
            Node("Conv", "x w1 b1", "c1", ("kernel_shape", new long[] { 3, 3 }), ("pads", new long[] { 1, 1, 1, 1 }), ("strides", new long[] { 1, 1 })),
            Node("BatchNormalization", "c1 s b1 s s", "n1", ("epsilon", 1e-5f)),
            Node("Relu", "n1", "r1"),
            Node("Conv", "r1 w2", "c2", ("group", 4L), ("pads", new long[] { 1, 1, 1, 1 })),
            Node("Add", "r1 c2", "a1"),
            Node("MaxPool", "a1", "p1", ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }), ("ceil_mode", 1L)),
            Node("Concat", "p1 p1", "k1", ("axis", 1L)),
            Node("GlobalAveragePool", "k1", "g1"),
            Node("Flatten", "g1", "f1", ("axis", 1L)),
            Node("Gemm", "f1 w3 b3", "y", ("transB", 1L)),
        ],
    };

    private static ModelGraph Gated() => new()
    {
        Inputs = [new("x", ElementType.Float32, [1, 4, 6, 6])],
        Outputs = [new("y", ElementType.Float32, null), new("z", ElementType.Float32, null)],
        Initializers =
        {
            ["w"] = Weights(4, 6, 2, 2), ["scales"] = TensorData.Of([4], [1f, 1, 2, 2]), ["m"] = Weights(6, 3), ["axes"] = Whole(2, 3), ["pads"] = Whole(0, 0, 1, 1, 0, 0, 1, 1), ["six"] = Whole(2, 4),
        },
        Nodes =
        [
            Node("ConvTranspose", "x w", "t", ("strides", new long[] { 2, 2 }), ("output_padding", new long[] { 0, 0 })),
            Node("ReduceMean", "t", "q", ("axes", new long[] { 2, 3 }), ("keepdims", 1L)),
            Node("Sigmoid", "q", "s"),
            Node("Mul", "t s", "g"),
            Node("Resize", "g  scales", "u", ("mode", "nearest")),
            Node("Pad", "u pads", "p", ("mode", "constant")),
            Node("Split", "p six", "left right", ("axis", 1L)),
            Node("Concat", "right left", "k", ("axis", 1L)),
            Node("Transpose", "k", "o", ("perm", new long[] { 0, 2, 3, 1 })),
            Node("MatMul", "o m", "y"),
            Node("ArgMax", "y", "z", ("axis", -1L)),
        ],
    };

    private static ModelGraph Shapes() => new()
    {
        Inputs = [new("x", ElementType.Float32, [new(null, "N"), 6, 4, 4])],
        Outputs = [new("y", ElementType.Float32, null), new("v", ElementType.Float32, null), new("e", ElementType.Int64, null)],
        Initializers =
        {
            ["zero"] = TensorData.Of([], [0L]), ["one"] = TensorData.Of([], [1L]), ["nine"] = TensorData.Of([], [9L]), ["axis"] = Whole(0), ["minus"] = Whole(-1), ["two"] = Whole(2), ["four"] = Whole(4),
            ["k"] = Whole(2), ["reps"] = Whole(1, 2),
        },
        Nodes =
        [
            Node("Shape", "x", "sh"),
            Node("Gather", "sh zero", "n", ("axis", 0L)),
            Node("Unsqueeze", "n axis", "n1"),
            Node("Slice", "sh two four", "hw"),
            Node("Concat", "n1 minus", "to", ("axis", 0L)),
            Node("Reshape", "x to", "flat"),
            Node("TopK", "flat k", "v i", ("axis", -1L)),
            Node("Range", "zero nine one", "range"),
            Node("Cast", "range", "real", ("to", 1L)),
            Node("Mul", "real real", "square"),
            Node("ConstantOfShape", "hw", "ones", ("value", TensorData.Of([1], [1L]))),
            Node("Expand", "ones hw", "e"),
            Node("Equal", "n1 minus", "same"),
            Node("Where", "same n1 minus", "chosen"),
            Node("Squeeze", "chosen axis", "sq"),
            Node("Tile", "flat reps", "tiled"),
            Node("ReduceMax", "tiled", "y", ("keepdims", 0L)),
        ],
    };

    private static ModelGraph Rearranged() => new()
    {
        Inputs = [new("x", ElementType.Float32, [1, 8, 4, 4])],
        Outputs = [new("y", ElementType.Float32, null)],
        Initializers = { ["w"] = Weights(8, 8, 1, 1), ["five"] = Whole(1, 2, 4, 4, 4), ["back"] = Whole(1, 8, 4, 4), ["starts"] = Whole(0), ["ends"] = Whole(4), ["along"] = Whole(1), ["slope"] = Weights(4, 1, 1) },
        Nodes =
        [
            Node("Conv", "x w", "c"),
            Node("Reshape", "c five", "r"),
            Node("Transpose", "r", "t", ("perm", new long[] { 0, 2, 1, 3, 4 })),
            Node("Reshape", "t back", "s"),
            Node("Slice", "s starts ends along", "h"),
            Node("PRelu", "h slope", "p"),
            Node("DepthToSpace", "p", "d", ("blocksize", 2L), ("mode", "DCR")),
            Node("Softmax", "d", "y", ("axis", 1L)),
        ],
    };

    /// <summary>An If, whose branches this library carries through unread.</summary>
    private static ModelGraph Subgraph()
    {
        var graph = new ModelGraph
        {
            Inputs = [new("x", ElementType.Float32, [1, 2]), new("flag", ElementType.Bool, [])],
            Outputs = [new("y", ElementType.Float32, null)],
            Nodes = [Node("Relu", "x", "r"), Node("Identity", "flag", "f"), Node("If", "f", "y")],
        };
        var fields = WireField.Parse(OnnxFile.ToBytes(graph))!;
        var model = fields.Find(field => field.Number == 7)!.Message!;
        model.FindLast(field => field.Number == 1)!.Message!.Add(new()
        {
            Number = 5, Type = 2, Message =
            [
                new() { Number = 1, Type = 2, Bytes = Encoding.UTF8.GetBytes("then_branch") },
                new() { Number = 20, Type = 0, Value = 5 },
                new() { Number = 6, Type = 2, Message = [new() { Number = 1, Type = 2, Message = [new() { Number = 1, Type = 2, Bytes = "r"u8.ToArray() }, new() { Number = 2, Type = 2, Bytes = "t"u8.ToArray() }, new() { Number = 4, Type = 2, Bytes = "Neg"u8.ToArray() }] }] },
            ],
        });
        return OnnxFile.Read(WireField.Serialize(fields));
    }

    private static TensorData Weights(params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (count, length) => count * length)];
        Array.Fill(values, 0.5f);
        return TensorData.Of(shape, values);
    }

    private static TensorData Whole(params long[] values) => TensorData.Of([values.Length], values);

    private static Node Node(string type, string inputs, string outputs, params (string Name, object Value)[] attributes)
    {
        var node = new Node { Name = $"node_{outputs}", OpType = type, Inputs = [.. inputs.Split(' ')], Outputs = [.. outputs.Split(' ')] };
        foreach (var (name, value) in attributes)
        {
            node.Attributes[name] = value;
        }

        return node;
    }
}

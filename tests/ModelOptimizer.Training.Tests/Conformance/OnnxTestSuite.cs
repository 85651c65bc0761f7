namespace ModelOptimizer.Training.Tests.Conformance;

/// <summary>The tests of the ONNX project (Debian package libonnx-testdata) that touch nothing but the operators of convolutional networks.</summary>
internal static class OnnxTestSuite
{
    private static readonly HashSet<string> Operators = [.. """
        Abs Add And ArgMax ArgMin AveragePool BatchNormalization Cast Ceil Clip Concat Constant ConstantOfShape Conv ConvTranspose Cos DepthToSpace Div
        Dropout Elu Equal Erf Exp Expand Flatten Floor Gather Gemm GlobalAveragePool GlobalMaxPool Greater GreaterOrEqual HardSigmoid HardSwish Identity
        InstanceNormalization LRN LeakyRelu Less LessOrEqual Log LogSoftmax MatMul Max MaxPool Min Mish Mul Neg Not Or PRelu Pad Pow Range Reciprocal
        ReduceL1 ReduceL2 ReduceMax ReduceMean ReduceMin ReduceSum ReduceSumSquare Relu Reshape Resize Round Selu Shape Sigmoid Sign Sin Slice Softmax
        Softplus SpaceToDepth Split Sqrt Squeeze Sub Sum Tanh Tile TopK Transpose Unsqueeze Upsample Where
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Where the suite is; the environment variable MODELOPT_ONNX_TESTDATA names another place than Debian's.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("MODELOPT_ONNX_TESTDATA") ?? "/usr/share/libonnx-testdata/data";

    /// <summary>The tests' names, <c>part/name</c>; empty where the suite is absent.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. new[] { "node", "pytorch-converted", "pytorch-operator", "simple" }.SelectMany(NamesOf)];

    /// <summary>One test.</summary>
    public static OnnxTestCase Case(string name) => new(Path.Combine(Root, name));

    private static IEnumerable<string> NamesOf(string part)
    {
        var folder = Path.Combine(Root, part);
        return !Directory.Exists(folder) ? [] : Directory.GetDirectories(folder).Order(StringComparer.Ordinal)
            .Where(test => File.Exists(Path.Combine(test, "model.onnx")) && Operators.IsSupersetOf(new OnnxTestCase(test).Operators()))
            .Select(test => $"{part}/{Path.GetFileName(test)}");
    }
}

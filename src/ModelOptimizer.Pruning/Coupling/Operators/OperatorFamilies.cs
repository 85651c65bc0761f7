namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>The operators whose channels can be followed.</summary>
internal static class OperatorFamilies
{
    private static readonly Dictionary<string, IOperatorFamily> ByOpType = new IOperatorFamily[]
    {
        new Convolution(),
        new TransposedConvolution(),
        new Normalization(),
        new MatrixProduct(),
        new UnaryElementwise(),
        new Elementwise(),
        new Concat(),
        new Split(),
        new Slice(),
        new Gather(),
        new Spatial(),
        new Reduction(),
        new Softmax(),
        new CrossChannel(),
        new Pad(),
        new Expand(),
        new Tile(),
        new Reshape(),
        new Transpose(),
        new SpaceDepth(),
        new ShapeOf(),
    }.SelectMany(family => family.OpTypes.Select(opType => (opType, family))).ToDictionary(pair => pair.opType, pair => pair.family, StringComparer.Ordinal);

    /// <summary>The family of an operator of ONNX's own domain, or null where there is none.</summary>
    public static IOperatorFamily? Of(Graph.Node node) => node.Domain is "" or "ai.onnx" ? ByOpType.GetValueOrDefault(node.OpType) : null;
}

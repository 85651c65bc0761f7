using System.Collections.Frozen;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>The operators whose channels can be followed.</summary>
internal static class OperatorFamilies
{
    private static readonly FrozenDictionary<string, IOperatorFamily> ByOpType = new IOperatorFamily[]
    {
        new Convolution(),
        new BatchNormalization(),
        new MatrixProduct(),
        new UnaryElementwise(),
        new Elementwise(),
        new Concat(),
        new Split(),
        new Slice(),
        new Spatial(),
        new Pad(),
        new Reshape(),
        new Transpose(),
    }.SelectMany(family => family.OpTypes.Select(opType => (opType, family))).ToFrozenDictionary(pair => pair.opType, pair => pair.family, StringComparer.Ordinal);

    /// <summary>The family of an operator of ONNX's own domain, or null where there is none.</summary>
    public static IOperatorFamily? Of(Graph.Node node) => node.Domain is "" or "ai.onnx" ? ByOpType.GetValueOrDefault(node.OpType) : null;
}

namespace ModelOptimizer.Graph.Onnx;

/// <summary>The operator <c>Constant</c> in its dense numeric forms.</summary>
internal static class ConstantNode
{
    /// <summary>The value of a <c>Constant</c> node; null for other nodes and for sparse or text constants.</summary>
    public static TensorData? Value(Node node) => node is not { OpType: "Constant", Domain: "", Attributes.Count: 1 } ? null
        : node.Attributes.First() switch
        {
            { Key: "value", Value: TensorData tensor } => tensor,
            { Key: "value_float", Value: float value } => TensorData.Of([], [value]),
            { Key: "value_int", Value: long value } => TensorData.Of([], [value]),
            { Key: "value_floats", Value: float[] values } => TensorData.Of([values.Length], values),
            { Key: "value_ints", Value: long[] values } => TensorData.Of([values.Length], values),
            _ => null,
        };
}

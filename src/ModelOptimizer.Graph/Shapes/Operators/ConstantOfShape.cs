namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>A tensor of equal elements, its shape given by a value.</summary>
internal static class ConstantOfShape
{
    public static void Infer(NodeShapes node)
    {
        var fill = node.Node.Attributes.GetValueOrDefault("value") as TensorData ?? TensorData.Scalar(0);
        var shape = node.Value(0)?.Dimensions ?? throw new UnknownShapeException($"'{node.Node.Name}' gets its shape only when the model runs.");
        node.Set(0, fill.Type, shape, KnownValue.Of(fill) is { Elements: [var element] } ? KnownValue.Build(fill.Type, shape, _ => element) : null);
    }
}

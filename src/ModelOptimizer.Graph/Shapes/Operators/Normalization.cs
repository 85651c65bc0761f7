namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Normalization with one scale per channel.</summary>
internal static class Normalization
{
    public static void Infer(NodeShapes node)
    {
        var shape = node.Shape(0);
        if (shape.Count >= 2 && node.Shape(1).Count == 1)
        {
            Dimensions.Same(shape[1], node.Shape(1)[0], "channels of the input and of the scale");
        }

        node.Set(0, node.Type(0), shape);
    }
}

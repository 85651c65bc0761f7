namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>A matrix of the dimensions before and from an axis on.</summary>
internal static class Flatten
{
    public static void Infer(NodeShapes node)
    {
        var shape = node.Shape(0);
        var stated = node.Node.Int("axis", 1);
        var axis = stated == shape.Count ? shape.Count : Dimensions.Axis(stated, shape.Count);
        Dimension[] result = [Dimensions.Product(shape.Take(axis)), Dimensions.Product(shape.Skip(axis))];
        node.Set(0, node.Type(0), result, Reshape.Relabel(node.Value(0), result));
    }
}

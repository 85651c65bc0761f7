namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>The operator <c>Shape</c>: a tensor's shape as a value.</summary>
internal static class ShapeOf
{
    public static void Infer(NodeShapes node)
    {
        var shape = node.Shape(0);
        var (start, end) = (Bound(node.Node.Int("start", 0), shape.Count), Bound(node.Node.Int("end", shape.Count), shape.Count));
        Element[] elements = [.. shape.Skip(start).Take(end - start).Select(Element.Of)];
        node.Set(0, ElementType.Int64, [elements.Length], new(ElementType.Int64, [elements.Length], elements));
    }

    private static int Bound(long position, int rank) => (int)Math.Clamp(position < 0 ? position + rank : position, 0, rank);
}

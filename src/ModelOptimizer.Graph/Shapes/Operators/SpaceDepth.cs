namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Exchange between blocks of pixels and channels.</summary>
internal static class SpaceDepth
{
    public static void DepthToSpace(NodeShapes node)
    {
        var (shape, block) = Read(node);
        node.Set(0, node.Type(0), [shape[0], Dimensions.Quotient([shape[1]], [block * block]), Dimensions.Product([shape[2], block]), Dimensions.Product([shape[3], block])]);
    }

    public static void SpaceToDepth(NodeShapes node)
    {
        var (shape, block) = Read(node);
        node.Set(0, node.Type(0), [shape[0], Dimensions.Product([shape[1], block * block]), Dimensions.Quotient([shape[2]], [block]), Dimensions.Quotient([shape[3]], [block])]);
    }

    private static (IReadOnlyList<Dimension> Shape, long Block) Read(NodeShapes node) => node.Shape(0) is { Count: 4 } shape && node.Node.Int("blocksize", 0) is > 0 and var block
        ? (shape, block)
        : throw new GraphException("needs a [N, C, H, W] input and a blocksize.");
}

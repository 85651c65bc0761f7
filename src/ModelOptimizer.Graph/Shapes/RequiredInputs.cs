namespace ModelOptimizer.Graph.Shapes;

/// <summary>How many inputs an operator cannot do without, in all operator sets.</summary>
internal static class RequiredInputs
{
    private static readonly Dictionary<string, int> Counts = new(StringComparer.Ordinal)
    {
        ["And"] = 2,
        ["BatchNormalization"] = 5,
        ["Constant"] = 0,
        ["Conv"] = 2,
        ["ConvTranspose"] = 2,
        ["Div"] = 2,
        ["Equal"] = 2,
        ["Expand"] = 2,
        ["Gather"] = 2,
        ["GatherND"] = 2,
        ["Gemm"] = 2,
        ["Greater"] = 2,
        ["GreaterOrEqual"] = 2,
        ["InstanceNormalization"] = 3,
        ["Less"] = 2,
        ["LessOrEqual"] = 2,
        ["MatMul"] = 2,
        ["Mod"] = 2,
        ["Mul"] = 2,
        ["Or"] = 2,
        ["Pow"] = 2,
        ["PRelu"] = 2,
        ["Range"] = 3,
        ["Sub"] = 2,
        ["Tile"] = 2,
        ["Where"] = 3,
        ["Xor"] = 2,
    };

    /// <exception cref="GraphException">The node lacks one.</exception>
    public static void Check(NodeShapes shapes)
    {
        for (var input = Counts.GetValueOrDefault(shapes.Node.OpType, 1) - 1; input >= 0; input--)
        {
            if (!shapes.Has(input))
            {
                throw new GraphException($"lacks its input {input}.");
            }
        }
    }
}

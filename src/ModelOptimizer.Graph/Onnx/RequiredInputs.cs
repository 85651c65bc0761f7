using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Graph.Onnx;

/// <summary>How many inputs the operators that are worked with cannot do without, so that no one who looks at a node need ask again.</summary>
internal static class RequiredInputs
{
    private static readonly Dictionary<string, int> Counts = new(StringComparer.Ordinal)
    {
        ["Add"] = 2,
        ["BatchNormalization"] = 5,
        ["Constant"] = 0,
        ["Conv"] = 2,
        ["ConvTranspose"] = 2,
        ["Div"] = 2,
        ["Expand"] = 2,
        ["Gather"] = 2,
        ["Gemm"] = 2,
        ["InstanceNormalization"] = 3,
        ["MatMul"] = 2,
        ["Mul"] = 2,
        ["Pow"] = 2,
        ["PRelu"] = 2,
        ["Sub"] = 2,
        ["Tile"] = 2,
        ["Where"] = 3,
    };

    /// <exception cref="GraphException">The node lacks an input.</exception>
    public static void Check(Node node)
    {
        var count = node.Domain.Length > 0 ? 0 : Counts.GetValueOrDefault(node.OpType, ShapeRules.All.ContainsKey(node.OpType) ? 1 : 0);
        for (var input = 0; input < count; input++)
        {
            if (node.Input(input) is null)
            {
                throw new GraphException($"{node.OpType} '{node.Name}' lacks its input {input}.");
            }
        }
    }
}

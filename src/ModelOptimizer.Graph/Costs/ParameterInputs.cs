namespace ModelOptimizer.Graph.Costs;

/// <summary>Which inputs of an operator are trained parameters when they are constants.</summary>
internal sealed class ParameterInputs
{
    private static readonly int[] Factors = [0, 1];
    private static readonly Dictionary<string, int[]> Known = new(StringComparer.Ordinal)
    {
        ["BatchNormalization"] = [1, 2],
        ["Conv"] = [1, 2],
        ["ConvTranspose"] = [1, 2],
        ["Gemm"] = [0, 1, 2],
        ["GroupNormalization"] = [1, 2],
        ["InstanceNormalization"] = [1, 2],
        ["LayerNormalization"] = [1, 2],
        ["MatMul"] = Factors,
        ["PRelu"] = [1],
    };

    private readonly HashSet<string> _matrixLayers;

    public ParameterInputs(ModelGraph graph) => _matrixLayers = graph.Nodes
        .Where(node => node.OpType == "MatMul" && node.Inputs.Any(graph.Initializers.ContainsKey))
        .Select(node => node.Output).ToHashSet(StringComparer.Ordinal);

    public int[] Of(Node node) =>
        Known.TryGetValue(node.OpType, out var inputs) ? inputs
        // A constant added to the product with a constant is a fully connected layer's bias.
        : node.OpType == "Add" && node.Inputs.Any(_matrixLayers.Contains) ? Factors
        : [];
}

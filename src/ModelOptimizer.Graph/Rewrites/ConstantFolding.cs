using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Graph.Rewrites;

/// <summary>Computes beforehand what depends on constants and fixed shapes only.</summary>
public static class ConstantFolding
{
    /// <summary>
    /// A copy of <paramref name="graph"/> in which such values are constants (up to 65,536 elements; graph outputs stay as they are), and
    /// Reshapes and Resizes to a shape computed from a free batch size say so themselves.
    /// </summary>
    /// <exception cref="GraphException">Shapes contradict each other.</exception>
    public static ModelGraph Apply(ModelGraph graph)
    {
        var result = IdentityRemoval.Apply(graph);
        var shapes = ShapeInference.Infer(result);
        ReshapeTargets.MakeConstant(result, shapes);
        ResizeScales.MakeConstant(result, shapes);
        var uses = new Uses(result);
        foreach (var node in result.Nodes)
        {
            if (node.Outputs is [var output] && !uses.IsFixed(output) && shapes.Known.GetValueOrDefault(output)?.ToTensor() is { } tensor)
            {
                result.Initializers[output] = tensor;
            }
        }

        result.Nodes.RemoveAll(node => node.Outputs is [var output] && result.Initializers.ContainsKey(output));
        return DeadCode.Remove(result);
    }
}

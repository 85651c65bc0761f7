using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>The smallest image that a model takes, as far as its shapes tell: what is computed per channel shows on few pixels too.</summary>
internal static class SmallestImage
{
    /// <summary>Sides to try. A side keeps its remainder by 32, the stride of most networks.</summary>
    private static readonly long[] Sides = [64, 128];

    private const long Stride = 32;

    /// <summary>A shape for the model's only input.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="stated">The shape that the model states, batch size 1.</param>
    public static long[] Of(ModelGraph graph, long[] stated)
    {
        if (stated is not [_, _, var height, var width])
        {
            return stated;
        }

        var shapes = Sides.Select(side => new[] { stated[0], stated[1], Side(side, height), Side(side, width) });
        return shapes.FirstOrDefault(shape => Fits(graph, shape)) ?? stated;
    }

    private static long Side(long wanted, long stated) => Math.Min(stated, wanted + (stated % Stride));

    private static bool Fits(ModelGraph graph, long[] shape)
    {
        try
        {
            var shapes = ShapeInference.Infer(graph, new Dictionary<string, IReadOnlyList<Dimension>>
            {
                [graph.Inputs[0].Name] = [.. shape.Select(length => new Dimension(length))],
            });
            return graph.Nodes.TrueForAll(node => shapes[node.Output].Shape is { } known && known.All(length => length.Value is > 0));
        }
        catch (GraphException)
        {
            return false;
        }
    }
}

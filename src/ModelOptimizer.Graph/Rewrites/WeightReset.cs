using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Graph.Rewrites;

/// <summary>
/// Gives a graph the weights of an untrained network of the same shape, as the zoo begins its own: filters from N(0, 2 / fan-in) and slopes of PRelu of 1/4
/// (He et al., arXiv 1502.01852), matrices from N(0, 1 / fan-in), no biases, normalisations that are the identity, heads of detectors that rarely see an
/// object.
/// </summary>
public static class WeightReset
{
    /// <summary>A copy of <paramref name="graph"/> with fresh weights; initializers that no layer trains stay.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="seed">Draws them.</param>
    public static ModelGraph Apply(ModelGraph graph, long seed)
    {
        var fresh = graph.Clone();
        var generator = new WeightGenerator(seed);
        var heads = (DetectorDescription.Read(graph)?.Heads ?? []).ToDictionary(head => head.Output, head => head.Anchors.Count, StringComparer.Ordinal);
        foreach (var node in fresh.Nodes.Where(node => node.Domain.Length == 0))
        {
            foreach (var (input, draw) in Layer(node, heads.GetValueOrDefault(node.Outputs.FirstOrDefault() ?? ""), generator))
            {
                if (node.Input(input) is { } name && graph.Initializers.TryGetValue(name, out var old) && old.Type == ElementType.Float32)
                {
                    fresh.Initializers[name] = draw(old);
                }
            }
        }

        return fresh;
    }

    /// <summary>What is drawn anew for each input of a layer; nothing for other operators.</summary>
    private static (int Input, Func<TensorData, TensorData> Draw)[] Layer(Node node, int anchors, WeightGenerator generator)
    {
        return node.OpType switch
        {
            "Conv" when anchors > 0 => [(1, old => generator.Normal([.. old.Shape], UntrainedHead.Deviation)), (2, old => HeadBias(old, anchors))],
            "Conv" => [(1, old => Filters(old, old.Count / old.Shape[0])), (2, Zero)],
            "ConvTranspose" => [(1, old => Filters(old, old.Count / old.Shape[1] / node.Int("group", 1))), (2, Zero)],
            "Gemm" => [(1, old => Matrix(old, old.Shape[node.Int("transB", 0) == 0 ? 0 : 1])), (2, Zero)],
            "MatMul" => [(0, old => Matrix(old, old.Shape[^1])), (1, old => Matrix(old, old.Shape[0]))],
            "BatchNormalization" => [(1, One), (2, Zero), (3, Zero), (4, One)],
            "InstanceNormalization" => [(1, One), (2, Zero)],
            "PRelu" => [(1, old => Filled(old, 0.25f))],
            _ => [],
        };

        TensorData Filters(TensorData old, long fanIn) => generator.Normal([.. old.Shape], Math.Sqrt(2.0 / Math.Max(1, fanIn)));
        TensorData Matrix(TensorData old, long fanIn) => generator.Normal([.. old.Shape], Math.Sqrt(1.0 / Math.Max(1, fanIn)));
    }

    private static TensorData HeadBias(TensorData old, int anchors)
    {
        var bias = new float[old.Count];
        UntrainedHead.FillBias(bias, anchors);
        return TensorData.Of(old.Shape, bias);
    }

    private static TensorData One(TensorData old) => Filled(old, 1);

    private static TensorData Zero(TensorData old) => Filled(old, 0);

    private static TensorData Filled(TensorData old, float value) => TensorData.Of(old.Shape, Enumerable.Repeat(value, (int)old.Count).ToArray());
}

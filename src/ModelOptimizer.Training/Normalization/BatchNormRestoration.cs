using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Normalization;

/// <summary>Gives batch normalisation back to a model whose own was folded at export, with the statistics of data, so that it can be trained sparse.</summary>
public static class BatchNormRestoration
{
    /// <summary>Whether a graph has no batch normalisation at all, as one that was exported for inference.</summary>
    public static bool IsNeeded(ModelGraph graph) => !graph.Nodes.Any(IsNormalization);

    /// <summary>
    /// The graph with a normalisation behind every convolution but those that make its outputs. It computes what it did: the mean and the variance of each channel are
    /// those over all of <paramref name="batches"/>, the scale is their square root, and the bias adds the mean again.
    /// </summary>
    /// <param name="graph">The graph; not changed.</param>
    /// <param name="batches">Batches of training images; each is disposed.</param>
    /// <param name="target">Where and in which number format to compute.</param>
    /// <exception cref="TrainingException">There are no batches.</exception>
    public static ModelGraph Restore(ModelGraph graph, IEnumerable<TrainingBatch> batches, ComputeTarget target)
    {
        using var scope = NewDisposeScope();
        var restored = BatchNormUnfolding.Apply(graph);
        var normalizations = restored.Nodes.Where(IsNormalization).ToList();
        using var executor = new GraphExecutor(restored, target, digests: normalizations.SelectMany(Moments));
        var sums = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var node in normalizations)
        {
            var channels = restored.Initializers[node.Inputs[1]].Shape;
            sums[Mean(node)] = zeros(channels.ToArray(), ScalarType.Float64, target.Device);
            sums[Square(node)] = zeros(channels.ToArray(), ScalarType.Float64, target.Device);
        }

        var count = 0;
        foreach (var batch in batches)
        {
            using (batch)
            {
                using var pass = NewDisposeScope();
                var results = executor.Run(batch.Images(), ExecutionMode.Inference);
                foreach (var (name, sum) in sums)
                {
                    _ = sum.add_(results[name], batch.Count);
                }

                count += batch.Count;
            }
        }

        if (count == 0)
        {
            throw new TrainingException("Statistics cannot be measured without images.");
        }

        foreach (var node in normalizations)
        {
            var (mean, squares) = (sums[Mean(node)].div(count), sums[Square(node)].div(count));
            Normalize(restored, node, mean, squares.sub(mean.square()).clamp(min: 0));
        }

        return restored;
    }

    private static bool IsNormalization(Node node) => node is { OpType: "BatchNormalization", Domain: "" };

    private static void Normalize(ModelGraph graph, Node node, Tensor mean, Tensor variance)
    {
        void Set(int input, Tensor value) => graph.Initializers[node.Inputs[input]] = value.to(ScalarType.Float32).cpu().ToTensorData();

        using var bias = graph.Initializers[node.Inputs[2]].ToTensor(mean.device);
        Set(1, variance.add(BatchNormUnfolding.Epsilon).sqrt());
        Set(2, mean.add(bias));
        Set(3, mean);
        Set(4, variance);
    }

    private static IEnumerable<Digest> Moments(Node node) =>
    [
        new(Mean(node), node.Inputs[0], value => value.to(ScalarType.Float64).mean([0, 2, 3])),
        new(Square(node), node.Inputs[0], value => value.to(ScalarType.Float64).square().mean([0, 2, 3])),
    ];

    private static string Mean(Node node) => $"{node.Name}/mean";

    private static string Square(Node node) => $"{node.Name}/square";
}

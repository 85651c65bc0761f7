using ModelOptimizer.Data.Batches;
using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Normalization;

/// <summary>
/// Measures the running statistics of batch normalisation anew, on data, without changing any weight: after channels were cut out, the old ones belong to
/// another network.
/// </summary>
public static class BatchNormStatistics
{
    /// <summary>
    /// The graph with the means and variances that its layers see over all of <paramref name="batches"/>, each layer normalising with its batch's own
    /// statistics. The variance over all images is that within the batches plus that of their means.
    /// </summary>
    /// <param name="graph">The graph; not changed.</param>
    /// <param name="batches">Images as in training; each batch is disposed.</param>
    /// <param name="target">Where and in which number format to compute.</param>
    /// <exception cref="TrainingException">There are no batches.</exception>
    public static ModelGraph Remeasure(ModelGraph graph, IEnumerable<ImageBatch> batches, ComputeTarget target) =>
        Remeasure(graph, batches, batch => batch.ToTensor(), batch => batch.Count, target);

    /// <summary>The same on the batches of a training task.</summary>
    /// <param name="graph">The graph; not changed.</param>
    /// <param name="batches">The batches; each is disposed.</param>
    /// <param name="target">Where and in which number format to compute.</param>
    /// <exception cref="TrainingException">There are no batches.</exception>
    public static ModelGraph Remeasure(ModelGraph graph, IEnumerable<TrainingBatch> batches, ComputeTarget target) =>
        Remeasure(graph, batches, batch => batch.Images(), batch => batch.Count, target);

    private static ModelGraph Remeasure<T>(ModelGraph graph, IEnumerable<T> batches, Func<T, Tensor> pixels, Func<T, int> count, ComputeTarget target)
        where T : IDisposable
    {
        using var scope = NewDisposeScope();
        using var executor = new GraphExecutor(Forgetful(graph), target);
        var moments = executor.Parameters.Statistics.ToDictionary(statistic => statistic.Name, statistic => new Moments(statistic.Tensor), StringComparer.Ordinal);
        var images = 0;
        foreach (var batch in batches)
        {
            using (batch)
            {
                using var pass = NewDisposeScope();
                _ = executor.Run(pixels(batch), ExecutionMode.Measurement);
                foreach (var statistic in moments.Values)
                {
                    statistic.Add(count(batch));
                }

                images += count(batch);
            }
        }

        return images > 0 ? Export(graph, moments, images) : throw new TrainingException("Statistics cannot be measured without images.");
    }

    // With momentum 0 the running statistics are those of the latest batch.
    private static ModelGraph Forgetful(ModelGraph graph)
    {
        var forgetful = graph.Clone();
        foreach (var node in Normalizations(forgetful))
        {
            node.Attributes["momentum"] = 0f;
        }

        return forgetful;
    }

    private static ModelGraph Export(ModelGraph graph, Dictionary<string, Moments> moments, int images)
    {
        var measured = graph.Clone();
        foreach (var node in Normalizations(measured))
        {
            if (moments.TryGetValue(node.Inputs[3], out var mean) && moments.TryGetValue(node.Inputs[4], out var variance))
            {
                measured.Initializers[node.Inputs[3]] = mean.Mean(images).to(ScalarType.Float32).ToTensorData();
                measured.Initializers[node.Inputs[4]] = variance.Mean(images).add(mean.Variance(images)).to(ScalarType.Float32).ToTensorData();
            }
        }

        return measured;
    }

    private static IEnumerable<Node> Normalizations(ModelGraph graph) => graph.Nodes.Where(node => node is { OpType: "BatchNormalization", Domain: "" });

    /// <summary>Sums of a statistic and of its square over images.</summary>
    private sealed class Moments(Tensor latest)
    {
        private readonly Tensor _sum = zeros(latest.shape, ScalarType.Float64, latest.device);
        private readonly Tensor _squares = zeros(latest.shape, ScalarType.Float64, latest.device);

        public void Add(int images)
        {
            var value = latest.to(ScalarType.Float64);
            _ = _sum.add_(value, images);
            _ = _squares.add_(value.square(), images);
        }

        public Tensor Mean(int images) => _sum.div(images);

        public Tensor Variance(int images) => _squares.div(images).sub(Mean(images).square());
    }
}

using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Losses;
using ModelOptimizer.Training.Normalization;
using ModelOptimizer.Training.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Tests.Normalization;

/// <summary>A model that was exported for inference gets its normalisation back and stays the same function, in training as well.</summary>
public sealed class BatchNormRestorationTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly ModelGraph folded = BatchNormFolding.Apply(Trained(Networks.Detector()));
    private readonly Tensor images;

    public BatchNormRestorationTests()
    {
        manual_seed(1);
        images = rand(8, 3, 64, 64);
    }

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(ExecutionMode.Inference)]
    [InlineData(ExecutionMode.Measurement)]
    public void The_function_stays_the_same(ExecutionMode mode)
    {
        var restored = BatchNormRestoration.Restore(folded, [new Batch(images)], ComputeTarget.Reference);

        var difference = Run(folded, ExecutionMode.Inference).sub(Run(restored, mode)).abs().max().item<float>();

        Assert.InRange(difference, 0, 1e-4 * Run(folded, ExecutionMode.Inference).abs().max().item<float>());
    }

    [Fact]
    public void Statistics_do_not_depend_on_the_batches()
    {
        var whole = BatchNormRestoration.Restore(folded, [new Batch(images)], ComputeTarget.Reference);
        var parts = BatchNormRestoration.Restore(folded, [new Batch(images[..2]), new Batch(images[2..])], ComputeTarget.Reference);

        Assert.All(whole.Initializers, item =>
            Assert.All(item.Value.Floats.ToArray().Zip(parts.Initializers[item.Key].Floats.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-4)));
    }

    [Fact]
    public void Every_layer_but_the_head_has_scales_then()
    {
        Assert.True(BatchNormRestoration.IsNeeded(folded));

        var restored = BatchNormRestoration.Restore(folded, [new Batch(images)], ComputeTarget.Reference);

        Assert.False(BatchNormRestoration.IsNeeded(restored));
        Assert.Equal(["conv0", "conv1", "conv2", "conv3"], restored.Nodes.Where(node => node.OpType == "BatchNormalization").Select(node => node.Name.Split('/')[0]));
        Assert.All(restored.Nodes.Where(node => node.OpType == "BatchNormalization"), node => Assert.All(restored.Initializers[node.Inputs[1]].Floats.ToArray(), scale => Assert.True(scale > 0)));
    }

    [Fact]
    public void Without_images_there_are_no_statistics() =>
        Assert.Throws<TrainingException>(() => BatchNormRestoration.Restore(folded, [], ComputeTarget.Reference));

    private Tensor Run(ModelGraph graph, ExecutionMode mode)
    {
        using var executor = new GraphExecutor(graph, ComputeTarget.Reference);
        return executor.Run(images, mode)["head"];
    }

    // Statistics and scales that are far from those of a fresh network.
    private static ModelGraph Trained(ModelGraph graph)
    {
        var random = new Random(3);
        foreach (var node in graph.Nodes.Where(node => node.OpType == "BatchNormalization"))
        {
            float[] Values(double least, double most) =>
                [.. Enumerable.Range(0, (int)graph.Initializers[node.Inputs[1]].Shape[0]).Select(_ => (float)(least + (random.NextDouble() * (most - least))))];
            foreach (var (input, values) in new[] { (1, Values(0.3, 2)), (2, Values(-1, 1)), (3, Values(-0.5, 0.5)), (4, Values(0.1, 3)) })
            {
                graph.Initializers[node.Inputs[input]] = TensorData.Of([values.Length], values);
            }
        }

        return graph;
    }

    private sealed class Batch(Tensor images) : TrainingBatch
    {
        public override int Count => (int)images.shape[0];

        public override Tensor Images() => images.clone();

        public override Loss Loss(IReadOnlyDictionary<string, Tensor> outputs) => throw new NotSupportedException();
    }
}

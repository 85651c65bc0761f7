using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Losses;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Tests.Loops;

public class LossGradientsTests
{
    [Fact]
    public void Taylor_prunes_what_the_loss_does_not_need()
    {
        // The loss sees only the first of two outputs, and the head makes that of channel 1 alone: channels 0 and 2 change nothing.
        var builder = new GraphBuilder("test", 1);
        var head = builder.Input("images", 3, 4, 4).Conv("a", 3, 1).Conv("head", 2, 1);
        builder.Graph.Outputs.Add(new(head.Name, ElementType.Float32, null));
        builder.Graph.Initializers["head.weight"] = TensorData.Of([2, 3, 1, 1], [0f, 1, 0, 1, 1, 1]);
        var gradients = new LossGradients(_ => new FirstOutput(), ComputeTarget.Reference, batches: 2, TestContext.Current.CancellationToken);

        var plan = Pruner.Plan(builder.Graph, new() { Criterion = new Taylor(gradients), Scope = PruningScope.Layer, Ratio = 0.67 });

        Assert.Equal([0, 2], plan.Layers.Single(layer => layer.Layer == "a").Removed);
    }

    private sealed class FirstOutput : ITrainingTask
    {
        public int StepsPerEpoch => 3;

        public IEnumerable<TrainingBatch> Epoch(int epoch, CancellationToken cancellation) => Enumerable.Range(0, StepsPerEpoch).Select(_ => new Batch());

        private sealed class Batch : TrainingBatch
        {
            public override int Count => 2;

            public override Tensor Images() => ones(2, 3, 4, 4);

            public override Loss Loss(IReadOnlyDictionary<string, Tensor> outputs) => Training.Losses.Loss.Sum(("first", outputs["head"].mul(tensor([1f, 0f]).reshape(1, 2, 1, 1)).sum()));
        }
    }
}

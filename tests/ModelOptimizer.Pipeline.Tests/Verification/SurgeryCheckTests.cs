using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Selection;

namespace ModelOptimizer.Pipeline.Tests.Verification;

public class SurgeryCheckTests
{
    [Theory]
    [InlineData("yolov3-tiny", 64)]
    [InlineData("yolov4-tiny", 64)]
    [InlineData("resnet20", 32)]
    public void A_cut_network_computes_in_onnx_runtime_what_the_masked_one_does(string name, int inputSize)
    {
        var graph = ModelZoo.Build(name, new() { Width = 0.25, InputSize = new(inputSize, inputSize) });
        var plan = Pruner.Plan(graph, new() { Criterion = PruningCriteria.Find("random", 1), Parameters = Budget.Reduction(0.4) });
        Assert.True(plan.After.Parameters < plan.Before.Parameters);
        Assert.InRange(SurgeryCheck.Measure(graph, plan, threads: 1), 0, SurgeryCheck.Tolerance);
    }

    [Fact]
    public void The_weights_that_are_checked_are_those_of_the_pruned_model()
    {
        var graph = ModelZoo.Build("resnet20", new() { Width = 0.25 });
        var (plan, pruned) = Pruner.Prune(graph, new() { Criterion = PruningCriteria.Find("random", 1), Ratio = 0.5, Scope = PruningScope.Layer });
        var (name, weight) = pruned.Initializers.First(pair => pair.Value.Shape.Count == 4);
        pruned.Initializers[name] = TensorData.Of(weight.Shape, Array.ConvertAll(weight.Floats.ToArray(), value => -value));

        var error = Assert.Throws<PipelineException>(() => SurgeryCheck.Require(graph, plan, pruned, threads: 1));
        Assert.Equal(DiagnosticCodes.SurgeryGate, error.Diagnostics[0].Code);
    }
}

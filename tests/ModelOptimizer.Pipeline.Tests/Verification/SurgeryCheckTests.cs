using ModelOptimizer.Graph.Zoo;
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
}

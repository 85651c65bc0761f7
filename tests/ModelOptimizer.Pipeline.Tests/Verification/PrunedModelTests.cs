using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Surgery;
using ModelOptimizer.Tests;

namespace ModelOptimizer.Pipeline.Tests.Verification;

/// <summary>Half of the channels of every model leave, and ONNX Runtime computes with the rest what it computes with the masked model.</summary>
public class PrunedModelTests
{
    public static TheoryData<string> Zoo => [.. ModelZoo.Names];

    [Theory]
    [MemberData(nameof(Zoo))]
    public void A_zoo_model_cut_in_half_computes_what_the_masked_one_does(string name)
    {
        var small = new ZooOptions { Width = name.StartsWith("densenet", StringComparison.Ordinal) ? 1 : 0.25, InputSize = new(64, 64) };
        var graph = ModelZoo.Build(name, small);
        Assert.Empty(ChannelCoupling.Of(graph).Refusals);
        AssertHalves(graph);
    }

    [Theory]
    [InlineData("resnet20_cifar10_bn")]
    [InlineData("resnet20_cifar10jpeg")]
    [InlineData("resnet56_cifar10_bn")]
    [InlineData("resnet56_cifar10jpeg")]
    [InlineData("FastestDet_dogqiuqiu")]
    [InlineData("dk_yolo-fastest-1.1")]
    [InlineData("ulfg_version-RFB-320")]
    [InlineData("ulfg_version-RFB-320_simplified")]
    [InlineData("ulfg_version-RFB-320_without_postprocessing")]
    [InlineData("yolox_nano_coco_bigisland")]
    [InlineData("yunet_n_320_320")]
    public void A_published_model_cut_in_half_computes_what_the_masked_one_does(string name)
    {
        var graph = ConstantFolding.Apply(OnnxFile.Read(SharedData.Model($"{name}.onnx")));
        AssertHalves(graph);
    }

    private static void AssertHalves(ModelGraph graph)
    {
        var plan = Pruner.Plan(graph, new() { Criterion = new FilterL1(), Scope = PruningScope.Global, Ratio = 0.5 });
        Assert.True(plan.After.Parameters < 0.9 * plan.Before.Parameters, $"{plan.After.Parameters} of {plan.Before.Parameters} parameters are left");
        Assert.InRange(SurgeryCheck.Measure(graph, plan, threads: 1), 0, SurgeryCheck.Tolerance);
        AssertRuns(ChannelSurgery.Apply(graph, plan));
    }

    private static void AssertRuns(ModelGraph graph)
    {
        var noise = NoiseInput.Of(graph);
        using var session = new OnnxSession(OnnxFile.ToBytes(graph), threads: 1);
        using var outputs = session.Run(noise.Values, noise.Shape);
        Assert.Equal(graph.Outputs.Count, outputs.Count);
    }
}

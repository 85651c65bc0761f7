using FsCheck;
using FsCheck.Fluent;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Shapes;
using ModelOptimizer.Pruning.Blocks;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Masking;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Surgery;
using ModelOptimizer.Pruning.Tests.Reference;

namespace ModelOptimizer.Pruning.Tests.Surgery;

public class SurgeryProperties
{
    [Fact]
    public void Cut_equals_masked() => ForAllGraphs((graph, plan, seed) => Distance(graph, plan, seed) < 1e-4);

    [Fact]
    public void Cut_equals_masked_without_folding() => ForAllGraphs((graph, plan, seed) => Distance(graph, plan with { FoldConstants = false }, seed) < 1e-4, padded: true);

    [Fact]
    public void Weights_that_were_cut_with_folding_serve_without() => ForAllGraphs((graph, plan, _) =>
    {
        var pruned = ChannelSurgery.Apply(graph, plan);
        var (reused, anew) = (ChannelSurgery.WithoutFolding(graph, plan, pruned), ChannelSurgery.Apply(graph, plan with { FoldConstants = false }));
        return OnnxFile.ToBytes(reused).AsSpan().SequenceEqual(OnnxFile.ToBytes(anew));
    });

    [Fact]
    public void Cut_equals_masked_when_residual_blocks_leave_too() => ForAllGraphs((graph, _, seed) =>
    {
        var random = new Random(seed);
        var chosen = ResidualBlocks.Find(graph).Where(_ => random.Next(2) == 0).ToList();
        if (chosen.Exists(block => chosen.Exists(other => other.Branch == block.Shortcut)))
        {
            chosen.RemoveRange(1, chosen.Count - 1);
        }

        var plan = Plan(BlockSurgery.Remove(graph, chosen), seed) with { Blocks = [.. chosen.Select(block => block.Branch)] };
        return Distance(graph, plan, seed) < 1e-4;
    });

    [Fact]
    public void The_cost_of_a_candidate_is_that_of_the_cut_graph() => ForAllGraphs((graph, plan, _) =>
    {
        var coupling = ChannelCoupling.Of(graph);
        var removed = plan.Bind(coupling);
        int[] removedOfBlock = [.. coupling.Blocks.Select(block => removed.AsSpan(block.Start, block.Width).Count(true))];
        var cut = CostModel.Measure(ChannelSurgery.Apply(graph, plan with { FoldConstants = false }));
        return new CandidateCost(graph, coupling).Of(removedOfBlock).Counted == new CostTotals(cut);
    });

    [Fact]
    public void The_cost_is_the_sum_of_the_layers() => ForAllGraphs((graph, plan, _) =>
    {
        var cost = CostModel.Measure(ChannelSurgery.Apply(graph, plan));
        return plan.After == new CostTotals(cost.Layers.Sum(layer => layer.Parameters), cost.Layers.Sum(layer => layer.Macs));
    });

    [Fact]
    public void Outputs_keep_their_shapes() => ForAllGraphs((graph, plan, _) =>
    {
        var (before, after) = (ShapeInference.Infer(graph), ShapeInference.Infer(ChannelSurgery.Apply(graph, plan)));
        return graph.Outputs.TrueForAll(output => before.Shape(output.Name).SequenceEqual(after.Shape(output.Name)));
    });

    [Fact]
    public void A_plan_survives_its_text() => ForAllGraphs((graph, plan, _) =>
    {
        var copy = PruningPlan.FromJson(plan.ToJson());
        var coupling = ChannelCoupling.Of(graph);
        return copy.ToJson() == plan.ToJson() && copy.Bind(coupling).SequenceEqual(plan.Bind(coupling));
    });

    [Fact]
    public void Random_graphs_contain_every_operator_and_most_lose_channels()
    {
        var graphs = Enumerable.Range(0, 300).Select(seed => RandomGraph.Of(seed)).ToList();
        string[] expected =
        [
            "Add", "BatchNormalization", "Concat", "Conv", "ConvTranspose", "DepthToSpace", "Flatten", "Gather", "Gemm", "GlobalAveragePool", "InstanceNormalization",
            "MatMul", "MaxPool", "Mul", "PRelu", "Pad", "ReduceMean", "Reshape", "Resize", "Slice", "SpaceToDepth", "Split", "Transpose", "Unsqueeze",
        ];
        Assert.Empty(expected.Except(graphs.SelectMany(graph => graph.Nodes).Select(node => node.OpType)));
        Assert.True(graphs.Select((graph, seed) => Plan(graph, seed)).Count(plan => plan.After.Parameters < plan.Before.Parameters) > 250);
        Assert.True(graphs.Count(graph => ResidualBlocks.Find(graph).Count > 0) > 100);
    }

    private static double Distance(ModelGraph graph, PruningPlan plan, int seed) => Interpreter.RelativeDistance(
        MaskedGraph.Apply(graph, plan), ChannelSurgery.Apply(graph, plan), Activations.Random(new(seed), 1, 3, 8, 8));

    private static PruningPlan Plan(ModelGraph graph, int seed) => Pruner.Plan(
        graph, new() { Criterion = new RandomScore(seed), Ratio = 0.2 + (seed % 5 * 0.15), Scope = (PruningScope)(seed % 3), RoundTo = 1 + (seed % 2) });

    private static void ForAllGraphs(Func<ModelGraph, PruningPlan, int, bool> holds, bool padded = false) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var graph = RandomGraph.Of(seed, padded);
            return holds(graph, Plan(graph, seed), seed);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}

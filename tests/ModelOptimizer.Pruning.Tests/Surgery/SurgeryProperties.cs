using FsCheck;
using FsCheck.Fluent;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Shapes;
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
    public void Cut_equals_masked() => ForAllGraphs((graph, plan, seed) =>
    {
        var input = Activations.Random(new(seed), 1, 3, 8, 8);
        return Interpreter.RelativeDistance(MaskedGraph.Apply(graph, plan), ChannelSurgery.Apply(graph, plan), input) < 1e-4;
    });

    [Fact]
    public void Cut_equals_masked_without_folding() => ForAllGraphs((graph, plan, seed) =>
    {
        var input = Activations.Random(new(seed), 1, 3, 8, 8);
        var plain = plan with { FoldConstants = false };
        return Interpreter.RelativeDistance(MaskedGraph.Apply(graph, plain), ChannelSurgery.Apply(graph, plain), input) < 1e-4;
    });

    [Fact]
    public void The_cost_of_a_candidate_is_that_of_the_cut_graph() => ForAllGraphs((graph, plan, _) =>
    {
        var coupling = ChannelCoupling.Of(graph);
        var removed = plan.Bind(coupling);
        int[] removedOfBlock = [.. coupling.Blocks.Select(block => removed.AsSpan(block.Start, block.Width).Count(true))];
        var cut = CostModel.Measure(ChannelSurgery.Apply(graph, plan with { FoldConstants = false }));
        return new CandidateCost(graph, coupling).Of(removedOfBlock) == new CostTotals(cut);
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

    private static void ForAllGraphs(Func<ModelGraph, PruningPlan, int, bool> holds) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var graph = RandomGraph.Of(seed);
            var options = new PruningOptions { Criterion = new RandomScore(seed), Ratio = 0.2 + (seed % 5 * 0.15), Scope = (PruningScope)(seed % 3), RoundTo = 1 + (seed % 2) };
            return holds(graph, Pruner.Plan(graph, options), seed);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
}

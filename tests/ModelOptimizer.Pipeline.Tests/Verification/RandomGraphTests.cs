using FsCheck;
using FsCheck.Fluent;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Tests.Surgery;

namespace ModelOptimizer.Pipeline.Tests.Verification;

public class RandomGraphTests
{
    [Fact]
    public void Onnx_runtime_runs_cut_random_graphs_and_computes_what_the_masked_ones_do() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var graph = RandomGraph.Of(seed, padded: true);
            var plan = Pruner.Plan(graph, new() { Criterion = new RandomScore(seed), Ratio = 0.5, Scope = (PruningScope)(seed % 3) });
            return SurgeryCheck.Measure(graph, plan, threads: 1) <= SurgeryCheck.Tolerance;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}

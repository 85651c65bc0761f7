using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Progress;
using ModelOptimizer.Pipeline.Stages;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Selection;

namespace ModelOptimizer.Pipeline.Tests.Stages;

/// <summary>Trials under a metric that falls with the parameters: from 0.8 by 1 point for each percent that is gone.</summary>
public sealed class PruneTrialsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ModelGraph graph = ModelZoo.Build("yolov4-tiny", new() { Width = 0.25, InputSize = new(64, 64), Classes = ["a", "b"] });
    private readonly List<int> batches = [];
    private int measured;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Above_the_floor_all_of_it_is_cut()
    {
        var trial = Floored(35).Cut(Parameters(0.3), new() { MetricDrop = 35 });

        Assert.Equal(1, trial.Extent);
        Assert.InRange(trial.Drop, 30, 32);
        Assert.Equal([16], batches);
    }

    [Fact]
    public void A_budget_below_the_floor_is_refused_with_both_figures()
    {
        var error = Assert.Throws<FloorException>(() => Floored(18.5).Cut(Parameters(0.3), new() { MetricDrop = 18.5 }));

        // Six tenths of 30 % cost 18 points.
        Assert.Matches(@"parameters -30\.\d%, MACs -\d+\.\d%\) costs 30\.\d points .+ floor allows 18\.5; above the floor lies parameters -18\.\d%.+, 60% of it, at 18\.\d points", error.Message);
    }

    [Fact]
    public void A_floor_that_nothing_meets_says_so() => Assert.Contains(
        "even a tenth of it costs more",
        Assert.Throws<FloorException>(() => Floored(0.1).Cut(Parameters(0.3), new() { MetricDrop = 0.1 })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Fractions_without_a_budget_step_back_until_the_floor_holds()
    {
        var wanted = new PruningOptions { Groups = [new("all", ["*"], 0.5)], MinimumKept = 0 };
        var asked = 100.0 * (1 - ((double)Pruner.Plan(graph, wanted).After.Parameters / CostModel.Measure(graph).Parameters));

        var trial = Floored(asked / 2).Cut(wanted, new() { MetricDrop = asked / 2 });

        Assert.InRange(trial.Extent, 0.2, 0.6);
        Assert.InRange(trial.Drop, 0, asked / 2);
    }

    [Fact]
    public void Nothing_is_measured_twice_over_a_killed_run()
    {
        var options = new PruneOptions { Budget = new(), Thresholds = PruneThresholds.Sensitivity, Sensitivity = new() { Step = 0.5, Images = 3, Batches = 2 } };
        var first = Trials(options).Scan(Parameters(0.3));
        var before = measured;

        var second = Trials(options).Scan(Parameters(0.3));

        Assert.True(before > 3);
        Assert.Equal(before, measured);
        Assert.Equal(first.SelectMany(curve => curve.Points), second.SelectMany(curve => curve.Points));
        Assert.All(batches, count => Assert.Equal(2, count));
    }

    [Fact]
    public void Without_being_asked_nothing_is_measured()
    {
        var trial = Trials(new PruneOptions { Budget = new() }).Cut(Parameters(0.3));

        Assert.Equal((0, 0), (measured, batches.Count));
        Assert.Equal(trial.Plan.After.Parameters, CostModel.Measure(trial.Graph).Parameters);
    }

    private static PruningOptions Parameters(double reduction) => new() { Parameters = Budget.Reduction(reduction) };

    private PruneTrials Floored(double metricDrop) => Trials(new PruneOptions { Budget = new(), Floor = new() { MetricDrop = metricDrop } });

    private PruneTrials Trials(PruneOptions options)
    {
        var whole = CostModel.Measure(graph).Parameters;
        var progress = new StageProgress("prune", new Progress<CompressionEvent>(), TimeProvider.System);
        return new(
            graph,
            options,
            (candidate, count) =>
            {
                batches.Add(count);
                return candidate;
            },
            (candidate, _) =>
            {
                measured++;
                return 0.8 - (1 - ((double)CostModel.Measure(candidate).Parameters / whole));
            },
            new(() => graph, () => graph, folder.File("work"), progress, default));
    }
}

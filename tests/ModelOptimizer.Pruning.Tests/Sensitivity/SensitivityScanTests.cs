using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Sensitivity;
using ModelOptimizer.Pruning.Tests.Reference;

namespace ModelOptimizer.Pruning.Tests.Sensitivity;

public class SensitivityScanTests
{
    private static readonly PruningOptions Options = new()
    {
        Groups = [new("backbone", ["backbone/*"]), new("rest", ["neck/*", "head/*"])],
        Parameters = Budget.Reduction(0.3),
        MinimumKept = 0,
    };

    [Fact]
    public void Cuts_one_group_at_a_time_in_steps()
    {
        var graph = TestGraph.Tiny().Trained(seed: 1);
        var seen = new List<SensitivityCandidate>();

        var curves = SensitivityScan.Measure(graph, Options, 0.25, 0.8, candidate =>
        {
            seen.Add(candidate);
            return 0.8;
        });

        Assert.Equal(["backbone", "rest"], curves.Select(curve => curve.Group));
        Assert.All(curves, curve => Assert.Equal([0.25, 0.5, 0.75], curve.Points.Select(point => Math.Round(point.Fraction, 2)).Take(3)));
        Assert.All(curves.SelectMany(curve => curve.Points), point => Assert.Equal(0, point.Drop));
        Assert.Equal(seen.Select(candidate => candidate.Progress).Order(), seen.Select(candidate => candidate.Progress));
        Assert.All(seen, candidate => Assert.True(CostModel.Measure(candidate.Cut()).Parameters < CostModel.Measure(graph).Parameters));
        Assert.Equal(0.25 * seen[0].Sets, seen[0].Removed, 0.5);
    }

    [Fact]
    public void Stops_in_a_group_that_has_lost_half_of_the_metric()
    {
        var curves = SensitivityScan.Measure(
            TestGraph.Tiny().Trained(seed: 2), Options, 0.1, 0.8, candidate => candidate.Group == "rest" ? 0.3 : 0.7);

        Assert.Equal(50, Assert.Single(curves.Single(curve => curve.Group == "rest").Points).Drop, 1e-6);
        Assert.True(curves.Single(curve => curve.Group == "backbone").Points.Count > 5);
    }

    [Fact]
    public void Stops_at_the_floor_of_the_widths()
    {
        var curves = SensitivityScan.Measure(TestGraph.Tiny().Trained(seed: 3), Options with { MinimumKept = 0.6 }, 0.1, 0.8, _ => 0.8);

        Assert.All(curves.SelectMany(curve => curve.Points), point => Assert.InRange(point.Fraction, 0, 0.41));
    }

    [Fact]
    public void A_budget_is_met_where_the_metric_loses_least()
    {
        var graph = TestGraph.Tiny().Trained(seed: 4);
        var options = Options with { Parameters = Budget.Reduction(0.3) };
        IReadOnlyList<SensitivityCurve> Curves(double backbone, double rest) =>
            SensitivityScan.Measure(graph, options, 0.1, 0.8, candidate => 0.8 - ((candidate.Group == "rest" ? rest : backbone) * candidate.Removed / candidate.Sets));
        double Lost(IReadOnlyList<SensitivityCurve> curves, string group) =>
            Pruner.Plan(graph, options with { Sensitivity = curves }).Groups.Where(lost => lost.Name == group).Sum(lost => (double)lost.Removed / lost.Channels);

        Assert.True(Lost(Curves(0.3, 0.01), "rest") > 3 * Lost(Curves(0.3, 0.01), "backbone"));
        Assert.True(Lost(Curves(0.01, 0.3), "backbone") > 3 * Lost(Curves(0.01, 0.3), "rest"));
    }

    [Fact]
    public void The_budget_is_still_met_within_one_coupled_set()
    {
        var graph = TestGraph.Tiny().Trained(seed: 5);
        var options = Options with { Parameters = null, Macs = Budget.Reduction(0.5) };
        var curves = SensitivityScan.Measure(graph, options, 0.2, 0.8, candidate => 0.8 - (0.2 * candidate.Removed / candidate.Sets));

        var plan = Pruner.Plan(graph, options with { Sensitivity = curves });

        Assert.InRange((double)plan.After.Macs / plan.Before.Macs, 0.49, 0.5);
    }

    [Fact]
    public void A_group_without_a_curve_stays_whole()
    {
        var graph = TestGraph.Tiny().Trained(seed: 6);

        var plan = Pruner.Plan(graph, Options with { Sensitivity = [new("backbone", [new(0.5, 1)])] });

        Assert.Equal(0, plan.Groups.Single(group => group.Name == "rest").Removed);
    }

    [Fact]
    public void Fractions_and_curves_contradict_each_other() => Assert.Contains(
        "neither a ratio nor fractions",
        Assert.Throws<PruningException>(() => Pruner.Plan(TestGraph.Tiny(), Options with { Ratio = 0.5, Sensitivity = [] })).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0.5, 0.15)]
    [InlineData(1, 0.3)]
    public void An_extent_is_a_part_of_the_reduction(double extent, double reduction)
    {
        var plan = Pruner.Plan(TestGraph.Tiny().Trained(seed: 7), Options with { Extent = extent });

        Assert.InRange(1 - ((double)plan.After.Parameters / plan.Before.Parameters), reduction, reduction + 0.01);
    }

    [Fact]
    public void An_extent_is_a_part_of_stated_fractions()
    {
        var options = new PruningOptions { Groups = [new("neck", ["neck/*"], 0.5)], MinimumKept = 0, Extent = 0.5 };

        var plan = Pruner.Plan(TestGraph.Tiny().Trained(seed: 8), options);

        Assert.Equal(0.25, plan.Groups.Where(group => group.Name == "neck").Select(group => (double)group.Removed / group.Channels).Single());
    }
}

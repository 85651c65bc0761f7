using ModelOptimizer.Pruning.Sensitivity;

namespace ModelOptimizer.Pruning.Tests.Sensitivity;

public class SensitivityCostTests
{
    [Fact]
    public void Follows_the_slope_of_the_curve()
    {
        // Nothing for the first half, 10 points for the other: 5 sets cost 2 each.
        var cost = new SensitivityCost(new("g", [new(0.5, 0), new(1, 10)]));

        Assert.Equal([0, 0, 0, 0, 0, 2, 2, 2, 2, 2], Costs(cost, 10), Close);
    }

    [Fact]
    public void Does_not_believe_that_a_metric_rises_by_losing_channels()
    {
        var cost = new SensitivityCost(new("g", [new(0.2, 2), new(0.4, -3), new(0.6, 4)]));

        // The running maximum 2, 2, 4 over a convex ground: (0, 0), (0.4, 2), (0.6, 4).
        Assert.Equal([0.5, 0.5, 0.5, 0.5, 1, 1], Costs(cost, 10).Take(6), Close);
    }

    [Fact]
    public void Never_becomes_cheaper_and_keeps_the_order_of_a_flat_curve()
    {
        var costs = Costs(new SensitivityCost(new("g", [new(0.1, 3), new(0.5, 3), new(0.9, 3)])), 50).ToArray();

        Assert.All(costs.Zip(costs.Skip(1)), pair => Assert.True(pair.First < pair.Second));
    }

    [Fact]
    public void Goes_on_as_steeply_as_it_ended() =>
        Assert.Equal([0.1, 0.1, 3, 3, 3, 3, 3, 3, 3, 3], Costs(new SensitivityCost(new("g", [new(0.2, 0.2), new(0.4, 6.2)])), 10), Close);

    private static IEnumerable<double> Costs(SensitivityCost cost, int sets) => Enumerable.Range(0, sets).Select(rank => cost.OfSet(rank, sets));

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < 1e-5;
}

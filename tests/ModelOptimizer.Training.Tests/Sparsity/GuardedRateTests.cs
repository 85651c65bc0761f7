using ModelOptimizer.Training.Sparsity;

namespace ModelOptimizer.Training.Tests.Sparsity;

public sealed class GuardedRateTests
{
    // With a budget of 2 points from 0.80: factor 2^((2 - drop) / 2), between 1/2 and 5/4.
    [Theory]
    [InlineData(0.80, 1.25)]
    [InlineData(0.85, 1.25)]
    [InlineData(0.78, 1)]
    [InlineData(0.77, 0.70710678)]
    [InlineData(0.76, 0.5)]
    [InlineData(0.10, 0.5)]
    public void Is_raised_inside_the_budget_and_lowered_beyond_it(double metric, double factor)
    {
        var rate = new GuardedRate(budget: 2, start: 0.01) { Baseline = 0.8f };

        rate.Steer(metric);

        Assert.Equal(0.01 * factor, rate.Rate, 1e-7);
    }

    [Fact]
    public void Settles_where_the_drop_meets_the_budget()
    {
        // A model that loses 500 points per unit of rate, with a rate of 0.004 allowed.
        var rate = new GuardedRate(budget: 2, start: 0.01) { Baseline = 0.8f };
        for (var epoch = 0; epoch < 30; epoch++)
        {
            rate.Steer(0.8 - (5 * rate.Rate));
        }

        Assert.Equal(0.004, rate.Rate, 1e-5);
    }

    [Fact]
    public void Stays_within_a_factor_of_eight()
    {
        var rate = new GuardedRate(budget: 1, start: 0.01) { Baseline = 0.8f };
        for (var epoch = 0; epoch < 30; epoch++)
        {
            rate.Steer(0.8);
        }

        Assert.Equal(0.08f, rate.Rate);
        for (var epoch = 0; epoch < 30; epoch++)
        {
            rate.Steer(0);
        }

        Assert.Equal(0.00125f, rate.Rate);
    }
}

using ModelOptimizer.Search.Controllers;
using ModelOptimizer.Search.Strategies;

namespace ModelOptimizer.Search.Tests.Strategies;

public class SearchStrategyTests
{
    private const int Rollouts = 300;

    [Fact]
    public void The_controller_beats_random_search_at_as_many_rollouts_for_every_seed()
    {
        for (var seed = 1UL; seed <= 5; seed++)
        {
            var (found, random) = (Best(SearchStrategies.Controller, seed), Best(SearchStrategies.Random, seed));
            TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
                $"seed {seed}: controller {found:0.000}, random {random:0.000}, evolution {Best(SearchStrategies.Evolution, seed):0.000}, uniform {Best(SearchStrategies.Uniform, seed):0.000}"));
            Assert.True(found > random, $"seed {seed}: {found} against {random}");
        }
    }

    [Fact]
    public void Evolution_beats_random_search_too() =>
        Assert.True(Best(SearchStrategies.Evolution, 1) > Best(SearchStrategies.Random, 1));

    [Fact]
    public void Uniform_ratios_go_from_nothing_to_the_cap_with_and_without_blocks()
    {
        using var strategy = new UniformStrategy(Landscape.Space, 8);
        var proposed = strategy.Propose(4).Concat(strategy.Propose(4)).ToList();

        Assert.Equal([0, 0, 0.3, 0.3, 0.6, 0.6, 0.9, 0.9], proposed.Select(candidate => Math.Round(candidate.Ratios.Max(), 6)));
        Assert.Equal([false, true, false, true, false, true, false, true], proposed.Select(candidate => candidate.Removed[0]));
    }

    [Fact]
    public void Failed_candidates_do_not_stop_a_strategy()
    {
        foreach (var name in SearchStrategies.Controls.Append(SearchStrategies.Controller))
        {
            using var strategy = SearchStrategies.Create(name, Landscape.Space, new() { Units = 8 }, 20, 1);
            strategy.Learn([.. strategy.Propose(4).Select(_ => (double?)null)]);
            Assert.NotEmpty(strategy.Propose(3));
        }
    }

    private static double Best(string name, ulong seed)
    {
        using var strategy = SearchStrategies.Create(name, Landscape.Space, new ControllerOptions(), Rollouts, seed);
        return new Landscape(seed).Best(strategy, Rollouts);
    }
}

using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Search.Records;
using ModelOptimizer.Search.Rewards;
using ModelOptimizer.Search.Rollouts;
using ModelOptimizer.Search.Runs;
using ModelOptimizer.Search.Spaces;
using ModelOptimizer.Search.Strategies;
using ModelOptimizer.Search.Tests.Strategies;

namespace ModelOptimizer.Search.Tests.Runs;

/// <summary>A search over a made-up landscape: only the rollouts are not real.</summary>
public sealed class StrategyRunTests : IDisposable
{
    private static readonly RolloutResult Whole = new(1, 0, 100, 100, null, 0);

    private readonly string _folder = Directory.CreateTempSubdirectory("modelopt-run-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_search_that_was_killed_goes_on_to_the_same_end()
    {
        var whole = Run("whole", new Slow()).Record;
        using var killed = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Run("killed", new Slow(after: 17, killed.Cancel), killed: killed));
        var second = new Slow();
        var resumed = Run("killed", second).Record;

        Assert.Equal(whole.Points, resumed.Points);
        Assert.InRange(second.Ran, 1, 40 - 17);
    }

    [Fact]
    public void Failures_cost_one_sample_each_and_are_told()
    {
        var seen = new List<SearchProgress>();
        var record = Run("failing", new Slow(fails: 3), progress: seen.Add).Record;

        Assert.Equal(40, record.Points.Count);
        Assert.Equal(40 / 3, record.Points.Count(point => point.Failure == "it failed"));
        Assert.True(record.Points[record.Best!.Value].Counts);
        Assert.Equal((40, 40 / 3, "it failed"), (seen[^1].Done, seen[^1].Failed, seen[^1].LastFailure));
        Assert.Equal(TimeSpan.Zero, seen[^1].Remaining);
    }

    [Fact]
    public void Time_ends_a_search_but_for_what_is_known()
    {
        var first = Run("timed", new Slow(), rollouts: 12).Record;
        var second = Run("timed", new Slow(), rollouts: 40, budget: TimeSpan.Zero).Record;

        Assert.Equal(("rollouts", 12), (first.Stopped, first.Points.Count));
        Assert.Equal(("time", 12), (second.Stopped, second.Points.Count));
    }

    [Fact]
    public void The_best_is_the_highest_reward_that_keeps_to_the_limits()
    {
        var result = Run("best", new Slow());
        var best = result.Record.Points[result.Record.Best!.Value];

        Assert.Equal(result.Record.Points.Max(point => point.Reward), best.Reward);
        Assert.Equal(best.Plan, PlanHash.Of(result.BestPlan!));
        Assert.Equal(best.Reward, result.Record.Progress[^1]);
    }

    [Fact]
    public void A_candidate_over_a_limit_teaches_but_does_not_count()
    {
        var strategy = new Fixed();
        var record = new StrategyRun
        {
            Strategy = strategy, Evaluator = new Excessive(), Reward = new MetricReward(), Whole = Whole, Rollouts = 2,
        }.Run(TestContext.Current.CancellationToken).Record;

        Assert.Null(record.Best);
        Assert.Equal([-0.5, -0.5], strategy.Learned);
    }

    private StrategyResult Run(
        string name, Slow executor, Action<SearchProgress>? progress = null, int rollouts = 40, TimeSpan? budget = null, CancellationTokenSource? killed = null)
    {
        using var journal = new RolloutJournal(Path.Combine(_folder, name));
        using var strategy = SearchStrategies.Create(SearchStrategies.Controller, Landscape.Space, new() { Units = 8 }, rollouts, 3);
        return new StrategyRun
        {
            Strategy = strategy,
            Evaluator = new CandidateEvaluator(new(Landscape.Space), executor, journal),
            Reward = new MetricReward(),
            Whole = Whole,
            Rollouts = rollouts,
            Budget = budget,
            Spent = journal.Spent(SearchStrategies.Controller),
            Progress = progress,
        }.Run(killed?.Token ?? TestContext.Current.CancellationToken);
    }

    /// <summary>Judges plans by what they cost; may fail every so many, and may be cancelled after some.</summary>
    private sealed class Slow(int after = int.MaxValue, Action? cancel = null, int fails = int.MaxValue) : IRolloutExecutor
    {
        public int Ran { get; private set; }

        public void Run(IReadOnlyList<PruningPlan> plans, Action<int, RolloutOutcome> finished, CancellationToken cancellation)
        {
            for (var index = 0; index < plans.Count; index++)
            {
                cancellation.ThrowIfCancellationRequested();
                var share = (double)plans[index].After.Macs / plans[index].Before.Macs;
                finished(index, ++Ran % fails == 0 ? new(null, "it failed") : new(new(Math.Sqrt(share), 1 - share, plans[index].After.Parameters, plans[index].After.Macs, null, 0)));
                if (Ran == after)
                {
                    cancel!();
                }
            }
        }

        public void Dispose()
        {
        }
    }

    private sealed class Excessive : ICandidateEvaluator
    {
        public IReadOnlyList<CandidateOutcome>? Evaluate(
            string strategy, IReadOnlyList<Architecture> candidates, Func<TimeSpan> spent, bool mayRun, CancellationToken cancellation) =>
            [.. candidates.Select(_ => new CandidateOutcome(null, new(null, "too large"), 0.5))];
    }

    private sealed class Fixed : ISearchStrategy
    {
        public List<double?> Learned { get; } = [];

        public string Name => "fixed";

        public IReadOnlyList<Architecture> Propose(int most) => [new([], [])];

        public void Learn(IReadOnlyList<double?> rewards) => Learned.AddRange(rewards);

        public void Dispose()
        {
        }
    }
}

using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Search.Rollouts;

namespace ModelOptimizer.Search.Tests.Rollouts;

public sealed class RolloutJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelopt-journal-").FullName;

    private string File => Path.Combine(_folder, "rollouts.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Remembers_results_failures_and_time()
    {
        Write();
        using var journal = new RolloutJournal(File);

        Assert.Equal(new(0.25, 2, 3, 4, null, 5), journal.Find("a")!.Result);
        Assert.Equal("too hot", journal.Find("b")!.Failure);
        Assert.Null(journal.Find("c"));
        Assert.Equal((TimeSpan.FromSeconds(7), TimeSpan.Zero), (journal.Spent("random"), journal.Spent("controller")));
    }

    [Theory]
    [InlineData("{\"plan\":\"c\",\"resu")]
    [InlineData("{\"plan\":\"c\",\"resu\n")]
    public void Drops_a_line_that_was_cut_off_and_goes_on(string rest)
    {
        Write();
        System.IO.File.AppendAllText(File, rest);
        using (var journal = new RolloutJournal(File))
        {
            Assert.Equal(2, journal.Count);
            journal.Add("d", new(null, "cold"), "random", TimeSpan.FromSeconds(8));
        }

        using var again = new RolloutJournal(File);
        Assert.Equal((3, "cold"), (again.Count, again.Find("d")!.Failure));
    }

    [Fact]
    public void A_plan_s_hash_tells_what_leaves_and_nothing_else()
    {
        var plan = new PruningPlan { Criterion = "l1", Blocks = ["x", "y"], Layers = [new("a", 4, 2, [0, 1]), new("b", 4, 4, [])] };

        Assert.Equal(PlanHash.Of(plan), PlanHash.Of(plan with { Criterion = "l2", Blocks = ["y", "x"], Layers = [new("a", 4, 2, [0, 1])] }));
        Assert.NotEqual(PlanHash.Of(plan), PlanHash.Of(plan with { Blocks = ["x"] }));
        Assert.NotEqual(PlanHash.Of(plan), PlanHash.Of(plan with { Layers = [new("a", 4, 2, [0, 2])] }));
    }

    private void Write()
    {
        using var journal = new RolloutJournal(File);
        journal.Add("a", new(new(0.25, 2, 3, 4, null, 5)), "random", TimeSpan.FromSeconds(6));
        journal.Add("b", new(null, "too hot"), "random", TimeSpan.FromSeconds(7));
    }
}

using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Search.Rollouts;
using ModelOptimizer.Search.Workers;

namespace ModelOptimizer.Search.Tests.Workers;

/// <summary>The pool against workers that are shell scripts: sound ones, and those that die, hang or babble.</summary>
public sealed class WorkerPoolTests : IDisposable
{
    private const string Ready = """read setup; echo '{"ready":true}'""";
    private const string Answer = """echo '{"outcome":{"result":{"metric":0.5,"loss":1,"parameters":2,"macs":3,"seconds":0}}}'""";

    private readonly string _folder = Directory.CreateTempSubdirectory("modelopt-workers-").FullName;

    public WorkerPoolTests() => Assert.SkipUnless(File.Exists("/bin/sh"), "/bin/sh is absent");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_plan_gets_its_outcome(int workers)
    {
        var outcomes = Run($"{Ready}; while read plan; do {Answer}; done", 7, workers);

        Assert.Equal(7, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.Equal(0.5, outcome.Value.Result!.Metric));
    }

    [Fact]
    public void A_worker_that_is_killed_costs_one_rollout()
    {
        // The first worker is killed at its second plan; the one that takes its place lives.
        var outcomes = Run($"{Ready}; read plan; {Answer}; read plan; [ -e {_folder}/killed ] || {{ touch {_folder}/killed; kill -9 $$; }}; {Answer}; while read plan; do {Answer}; done", 5, 1);

        Assert.Equal(4, outcomes.Values.Count(outcome => outcome.Result is not null));
        Assert.Contains("worker lost: it ended with exit code 137", outcomes.Values.Single(outcome => outcome.Result is null).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_worker_that_hangs_costs_one_rollout()
    {
        var outcomes = Run($"{Ready}; read plan; [ -e {_folder}/hung ] || {{ touch {_folder}/hung; sleep 600; }}; {Answer}; while read plan; do {Answer}; done", 3, 1, timeout: 0.7);

        Assert.Equal(2, outcomes.Values.Count(outcome => outcome.Result is not null));
        Assert.Contains("no answer within 0.7 s", outcomes.Values.Single(outcome => outcome.Result is null).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_worker_that_babbles_costs_one_rollout() =>
        Assert.Contains("it answered 'what?'", Run($"{Ready}; read plan; echo 'what?'; sleep 600", 1, 1).Single().Value.Failure, StringComparison.Ordinal);

    [Fact]
    public void What_a_dying_worker_says_is_passed_on() =>
        Assert.Contains("exit code 3: out of memory", Run($"{Ready}; read plan; echo out of memory >&2; exit 3", 1, 1).Single().Value.Failure, StringComparison.Ordinal);

    [Fact]
    public void Workers_that_are_lost_one_after_the_other_end_the_search() =>
        Assert.Contains("5 workers in a row", Assert.Throws<SearchException>(() => Run($"{Ready}; exit 1", 9, 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_refusal_ends_the_search() => Assert.Equal(
        "no data here", Assert.Throws<SearchException>(() => Run("""read setup; echo '{"refusal":"no data here"}'""", 2, 2)).Message);

    [Fact]
    public void A_program_that_does_not_exist_is_named()
    {
        using var pool = new WorkerPool(new("/no/such/program", []), Setup());

        Assert.Contains("/no/such/program", Assert.Throws<SearchException>(() => pool.Run([new()], (_, _) => { }, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_ends_a_worker_at_once()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(0.5));
        using var pool = new WorkerPool(new("/bin/sh", ["-c", $"{Ready}; sleep 600"]), Setup());

        Assert.ThrowsAny<OperationCanceledException>(() => pool.Run([new()], (_, _) => { }, source.Token));
    }

    [Fact]
    public void A_message_survives_its_line()
    {
        var plan = new PruningPlan { Criterion = "bn-scale", Blocks = ["a\"b"], Layers = [new("c", 4, 2, [1, 3])] };
        var line = new WorkerMessage { Plan = plan.ToJson(), Setup = Setup() with { Options = new() { Training = RolloutTraining.Heads } } }.ToLine();
        var message = WorkerMessage.Parse(line);

        Assert.DoesNotContain('\n', line);
        Assert.Equal(PlanHash.Of(plan), PlanHash.Of(PruningPlan.FromJson(message.Plan!)));
        Assert.Equal(RolloutTraining.Heads, message.Setup!.Options.Training);
    }

    private static RolloutSetup Setup() => new("model.onnx", "data", "train", "val");

    private static Dictionary<int, RolloutOutcome> Run(string script, int plans, int workers, double timeout = 20)
    {
        using var pool = new WorkerPool(
            new("/bin/sh", ["-c", script]) { Count = workers, Timeout = TimeSpan.FromSeconds(timeout), StartTimeout = TimeSpan.FromSeconds(20) }, Setup());
        var outcomes = new Dictionary<int, RolloutOutcome>();
        pool.Run([.. Enumerable.Range(0, plans).Select(_ => new PruningPlan())], outcomes.Add, TestContext.Current.CancellationToken);
        return outcomes;
    }
}

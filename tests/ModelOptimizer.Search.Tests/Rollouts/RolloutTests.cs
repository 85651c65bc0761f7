using ModelOptimizer.Data.Images;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Classification;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Search.Rewards;
using ModelOptimizer.Search.Rollouts;
using ModelOptimizer.Search.Runs;
using ModelOptimizer.Search.Spaces;
using ModelOptimizer.Search.Strategies;
using ModelOptimizer.Search.Workers;

namespace ModelOptimizer.Search.Tests.Rollouts;

/// <summary>Real rollouts of a small classifier of bright and dark pictures.</summary>
public sealed class RolloutTests : IDisposable
{
    private const int Size = 16;

    private readonly string _folder = Directory.CreateTempSubdirectory("modelopt-rollout-").FullName;
    private readonly RolloutSetup _setup;
    private readonly ModelGraph _graph = ModelZoo.Build("resnet20", new() { Classes = ["bright", "dark"], InputSize = new(Size, Size), Width = 0.5 });

    public RolloutTests()
    {
        var random = new Random(5);
        foreach (var split in new[] { "train", "val" })
        {
            for (var index = 0; index < 6; index++)
            {
                Draw(Path.Combine(_folder, split, "dark", $"{index}.png"), 40, random);
                Draw(Path.Combine(_folder, split, "bright", $"{index}.png"), 160, random);
            }
        }

        new ClassifierDescription(["bright", "dark"], Size, Size).Write(_graph);
        var model = Path.Combine(_folder, "model.onnx");
        OnnxFile.Write(_graph, model);
        _setup = new(model, _folder, "train", "val") { Options = new() { BatchSize = 4 }, Device = Training.Runtime.DeviceChoice.Cpu, Precision = Training.Runtime.PrecisionChoice.Float32 };
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Is_a_pure_function_of_the_plan()
    {
        var plan = Half();
        var (one, other) = (Load().Run(plan, Token), Load().Run(plan, Token));

        Assert.Equal(one with { Seconds = 0 }, other with { Seconds = 0 });
        Assert.Equal((plan.After.Parameters, plan.After.Macs), (one.Parameters, one.Macs));
        Assert.InRange(one.Metric, 0, 1);
        Assert.True(double.IsFinite(one.Loss));
    }

    [Theory]
    [InlineData(RolloutTraining.Heads)]
    [InlineData(RolloutTraining.All)]
    public void A_short_training_lowers_the_loss_and_changes_what_it_may(RolloutTraining training)
    {
        var trained = Load(_setup.Options with { Training = training, Epochs = 8, LearningRate = 0.02 });
        var (before, after) = (Load().Build(Half(), Token), trained.Build(Half(), Token));
        var changed = before.Initializers.Keys.Where(name => !before.Initializers[name].Bytes.SequenceEqual(after.Initializers[name].Bytes)).ToHashSet();
        var head = after.Nodes.Last(node => node.OpType == "Gemm").Inputs[1];
        var filter = after.Nodes.First(node => node.OpType == "Conv").Inputs[1];

        Assert.True(trained.Run(Half(), Token).Loss < Load().Run(Half(), Token).Loss);
        Assert.Contains(head, changed);
        Assert.Equal(training == RolloutTraining.All, changed.Contains(filter));
    }

    [Fact]
    public void A_plan_of_another_model_is_a_failed_sample() =>
        Assert.Contains("no_such_layer", Load().Try(new() { Layers = [new("no_such_layer", 4, 2, [0, 1])] }, Token).Failure, StringComparison.Ordinal);

    [Fact]
    public void A_worker_answers_as_the_protocol_says()
    {
        var output = new StringWriter();
        RolloutWorker.Serve(
            new StringReader(string.Join('\n', new WorkerMessage { Setup = _setup }.ToLine(), new WorkerMessage { Plan = Half().ToJson() }.ToLine())),
            output,
            setup => RolloutLoader.Load(setup, () => throw new InvalidOperationException("nobody asked for latency")),
            Token);
        var answers = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(WorkerMessage.Parse).ToList();

        Assert.True(answers[0].Ready);
        Assert.Equal(Load().Run(Half(), Token) with { Seconds = 0 }, answers[1].Outcome!.Result! with { Seconds = 0 });
    }

    [Fact]
    public void A_worker_refuses_a_model_that_does_not_describe_itself()
    {
        _graph.Metadata.Clear();
        OnnxFile.Write(_graph, _setup.Model);
        var output = new StringWriter();
        RolloutWorker.Serve(new StringReader(new WorkerMessage { Setup = _setup }.ToLine()), output, setup => RolloutLoader.Load(setup, () => throw new InvalidOperationException()), Token);

        Assert.Contains("describes itself neither", WorkerMessage.Parse(output.ToString()).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_search_runs_with_its_controls_and_repeats_itself()
    {
        var (record, best) = Search();
        var (again, _) = Search();

        Assert.Equal(["controller", "uniform", "random", "evolution", "group"], record.Strategies.Select(strategy => strategy.Name));
        Assert.All(record.Strategies.Take(4), strategy => Assert.Equal(6, strategy.Points.Count));
        Assert.All(record.Strategies.SelectMany(strategy => strategy.Points).Where(point => point.Counts), point => Assert.True(point.Macs <= 0.5 * record.Whole.Macs));
        Assert.NotEmpty(record.Front);
        Assert.Equal(record.Strategies[0].Points[record.Strategies[0].Best!.Value].Plan, PlanHash.Of(best));
        Assert.Equal(
            record.Strategies.SelectMany(strategy => strategy.Points).Select(point => point with { Seconds = 0 }),
            again.Strategies.SelectMany(strategy => strategy.Points).Select(point => point with { Seconds = 0 }));
    }

    private (Search.Records.SearchRecord Record, PruningPlan Best) Search()
    {
        using var journal = new RolloutJournal();
        using var executor = new RolloutExecutor(Load());
        return new SearchJob
        {
            Space = SearchSpace.Of(_graph),
            Limits = new(Macs: Pruning.Selection.Budget.Reduction(0.5)),
            Reward = new MetricReward { Weight = 0, Shaping = 0.01 },
            Controller = new() { Units = 8 },
            Rollouts = 6,
            Controls = true,
            Seed = 4,
            Metric = "top-1",
            Executor = executor,
            Journal = journal,
        }.Run(Token);
    }

    private PruningPlan Half()
    {
        var space = SearchSpace.Of(_graph);
        return new CandidatePlanner(space).Plan(space.Decide(new UniformDecisions(space.Options, new(3))));
    }

    private Rollout Load(RolloutOptions? options = null) =>
        RolloutLoader.Load(_setup with { Options = options ?? _setup.Options }, () => throw new InvalidOperationException("nobody asked for latency"));

    private static void Draw(string path, int brightness, Random random)
    {
        var image = new RgbImage(Size, Size);
        random.NextBytes(image.Pixels);
        for (var index = 0; index < image.Pixels.Length; index++)
        {
            image.Pixels[index] = (byte)(brightness + (image.Pixels[index] / 4));
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        PngEncoder.Save(image, path);
    }
}

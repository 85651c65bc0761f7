using System.Diagnostics;
using System.Globalization;
using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Data.Batches;
using ModelOptimizer.Data.Images;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Classification;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Surgery;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Normalization;
using ModelOptimizer.Training.Optimization;
using ModelOptimizer.Training.Runtime;

namespace ModelOptimizer.Benchmarks.CifarPruning;

/// <summary>
/// Prunes a CIFAR-10 classifier by several criteria to the same multiply-accumulates and measures it after the cut, with BatchNorm statistics re-measured,
/// and after fine-tuning. All criteria share the scope, the budget, the order of the images and everything else.
/// </summary>
internal sealed class CifarExperiment
{
    private const int Size = 32;
    private const string Random = "random";

    private readonly CifarSettings settings;
    private readonly ModelGraph model;
    private readonly ComputeTarget target;
    private readonly int threads;
    private readonly ClassificationImages training;
    private readonly ClassificationImages test;
    private readonly ClassificationBatchLoader statistics;
    private readonly Dictionary<string, CutModel> cuts = [];

    public CifarExperiment(CifarSettings settings, string model, string data, ComputeTarget target, int threads)
    {
        (this.settings, this.target, this.threads) = (settings, target, threads);
        this.model = OnnxFile.Read(model);
        var classes = ImageFolderReader.Classes(data, "train");
        new ClassifierDescription(classes, Size, Size) { Mean = ChannelNormalization.ImageNet.Mean, Deviation = ChannelNormalization.ImageNet.Deviation }.Write(this.model);
        training = Images("train", settings.TrainingImages);
        test = Images(settings.Split, settings.TestImages);
        statistics = Batches(Images("train", settings.StatisticsImages), settings.BatchSize);

        ClassificationImages Images(string split, int count)
        {
            var images = new ClassificationImages(ImageFolderReader.Read(data, split, classes).Thin(count), Size, Size);
            images.Decode(Environment.ProcessorCount);
            return images;
        }
    }

    /// <summary>Runs what is not yet in the file, and tells of every step.</summary>
    public CifarResults Run(IReadOnlyList<string> criteria, IReadOnlyList<string> budgets, IReadOnlyList<int> seeds, string output, Action<string> tell)
    {
        var cost = CostModel.Measure(model);
        var results = CifarResults.Read(output, settings) ?? new(settings, Measure(model), cost.Parameters, cost.Macs, []);
        results.Write(output);
        tell(Line($"baseline {results.Baseline:P2}; {criteria.Count * budgets.Count * seeds.Count} runs, {results.Runs.Count} done"));
        foreach (var seed in seeds)
        {
            foreach (var budget in budgets)
            {
                foreach (var criterion in criteria.Where(criterion => !results.Holds(criterion, budget, seed)))
                {
                    results = results with { Runs = [.. results.Runs, Run(criterion, budget, seed, tell)] };
                    results.Write(output);
                }
            }
        }

        return results;
    }

    private CifarRun Run(string criterion, string budget, int seed, Action<string> tell)
    {
        var name = $"{criterion} {budget} seed {seed}";
        var watch = Stopwatch.StartNew();
        var cut = Cut(criterion, budget, seed);
        tell(Line($"{name}: {cut.Macs:N0} MACs, {cut.Parameters:N0} parameters; {cut.Accuracy:P2} cut, {cut.Measured:P2} re-measured"));
        var rate = 0.0;
        var tuned = settings.Epochs == 0 ? cut.Measured : Measure(Tune(cut.Graph, seed, step =>
        {
            rate = step.ImagesPerSecond;
            if (step.Step % 50 == 0 || step.Step == step.Steps)
            {
                tell(Line($"{name}: epoch {step.Epoch}/{step.Epochs} step {step.Step}/{step.Steps} loss {step.LossParts[0].Value:0.000} {rate:0} images/s"));
            }
        }));
        tell(Line($"{name}: {tuned:P2} tuned, {watch.Elapsed.TotalSeconds:0} s"));
        return new(criterion, budget, seed, cut.Parameters, cut.Macs, cut.Accuracy, cut.Measured, tuned, Math.Round(rate), Math.Round(watch.Elapsed.TotalSeconds));
    }

    // Only random scores depend on the seed; what the others cut is measured once.
    private CutModel Cut(string criterion, string budget, int seed)
    {
        var key = criterion == Random ? $"{criterion} {budget} {seed}" : $"{criterion} {budget}";
        if (cuts.TryGetValue(key, out var known))
        {
            return known;
        }

        var pruned = Prune(criterion, budget, seed);
        var cost = CostModel.Measure(pruned);
        var measured = BatchNormStatistics.Remeasure(pruned, statistics.Epoch(0), ComputeTarget.Reference);
        return cuts[key] = new(measured, cost.Parameters, cost.Macs, Measure(pruned), Measure(measured));
    }

    private ModelGraph Prune(string criterion, string budget, int seed)
    {
        var fraction = double.Parse(budget.Trim('-', '%', ' '), CultureInfo.InvariantCulture) / 100;
        var plan = Pruner.Plan(model, new()
        {
            Criterion = Criterion(criterion, seed),
            Scope = Enum.Parse<PruningScope>(settings.Scope, ignoreCase: true),
            Macs = Budget.Reduction(fraction),
        });
        return ChannelSurgery.Apply(model, plan);
    }

    // A name, or cpmc:NAME=VALUE,NAME=VALUE with options of CPMC.
    private static ICriterion Criterion(string text, int seed)
    {
        var parts = text.Split(':', 2);
        var settings = parts.Skip(1).SelectMany(list => list.Split(',')).Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[^1]));
        return PruningCriteria.Find(parts[0], new CriterionOptions { Seed = seed, Cpmc = new CpmcOptions().With(settings) });
    }

    private ModelGraph Tune(ModelGraph graph, int seed, Action<TrainingProgress> progress) => TrainingLoop.Run(new()
    {
        Graph = graph,
        Task = new ClassificationTask(graph, Batches(training, settings.BatchSize, new CropOptions(), (ulong)seed)),
        Optimization = new OptimizationOptions
        {
            Epochs = settings.Epochs,
            LearningRate = settings.LearningRate,
            FinalLearningRate = 0,
            WarmupEpochs = 0.1,
            Momentum = 0.9,
            WeightDecay = settings.WeightDecay,
            GradientClip = 0,
            AverageDecay = 0,
        },
        Target = target,
        Seed = seed,
        Threads = threads,
        Progress = progress,
    });

    private double Measure(ModelGraph graph) => ClassificationMeasurement.Measure(graph, test, threads, progress: null, CancellationToken.None).Top1;

    private static ClassificationBatchLoader Batches(ClassificationImages images, int batchSize, CropOptions? augmentation = null, ulong seed = 0) =>
        new(images, new BatchOptions { BatchSize = batchSize }, ChannelNormalization.ImageNet, augmentation, seed);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A pruned model with its statistics re-measured, and top-1 before and after that.</summary>
    private sealed record CutModel(ModelGraph Graph, long Parameters, long Macs, double Accuracy, double Measured);
}

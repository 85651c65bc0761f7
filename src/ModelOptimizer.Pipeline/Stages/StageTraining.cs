using System.Globalization;
using ModelOptimizer.Graph;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Inputs;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Tasks;
using ModelOptimizer.Search.Rollouts;
using ModelOptimizer.Search.Workers;
using ModelOptimizer.Training;
using ModelOptimizer.Training.Distillation;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Normalization;
using ModelOptimizer.Training.Optimization;
using ModelOptimizer.Training.Runtime;
using ModelOptimizer.Training.Sparsity;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>What the stages that train have in common: data, device, options, checkpoints, progress.</summary>
internal sealed class StageTraining(IModelTask task, ProjectData data, CompressionManifest manifest, ComputeSettings compute, TimeSpan checkpointInterval)
{
    /// <summary>Enough for a ranking: each batch has eight images.</summary>
    private const int GradientBatches = 32;
    private const int RestorationBatches = 16;

    private static readonly TrainOptions AsTheyAre = new()
    {
        Augmentation = new() { HorizontalFlip = 0, Scale = 0, Translate = 0, Hue = 0, Saturation = 0, Brightness = 0, Mosaic = 0, Crop = 0 },
    };

    /// <summary><c>60 epochs on 205 images</c>.</summary>
    public string Describe(TrainOptions options) =>
        string.Create(CultureInfo.InvariantCulture, $"{options.Epochs} epochs on {data.Count(manifest.Data.Train)} images");

    /// <summary>How far sparse training can lower a scale.</summary>
    public double Reach(SparsifyOptions options) => ScaleReach.Of(options.Rate, Optimization(options), Math.Max(1, data.Count(manifest.Data.Train) / options.BatchSize));

    /// <summary>Adds what determines the result of any training.</summary>
    public void AddTo(KeyBuilder key, TrainOptions options) => key
        .Add("options", ManifestText.Normalise(options))
        .Add("train", data.HashOf(manifest.Data.Train))
        .Add("device", ManifestShape.Name(compute.Device))
        .Add("precision", ManifestShape.Name(compute.Precision))
        .Add("threads", compute.Threads?.ToString(CultureInfo.InvariantCulture) ?? "auto");

    /// <summary>Adds what determines <see cref="Gradients"/> and <see cref="Recalibrate"/>.</summary>
    public void AddDataTo(KeyBuilder key) => key
        .Add("train", data.HashOf(manifest.Data.Train))
        .Add("device", ManifestShape.Name(compute.Device))
        .Add("precision", ManifestShape.Name(compute.Precision))
        .Add("threads", compute.Threads?.ToString(CultureInfo.InvariantCulture) ?? "auto");

    /// <summary>Gradients of the loss on the first batches of training images.</summary>
    public LossGradients Gradients(CancellationToken cancellation)
    {
        ProcessTuning.Apply(compute.TrainingThreads);
        return new(graph => Task(graph, new(), course: 0), Target(), GradientBatches, cancellation);
    }

    /// <summary>The graph with the statistics of batch normalisation that it sees on so many batches of training images, as they are.</summary>
    public ModelGraph Recalibrate(ModelGraph graph, int batches, CancellationToken cancellation)
    {
        ProcessTuning.Apply(compute.TrainingThreads);
        return BatchNormStatistics.Remeasure(graph, Task(graph, AsTheyAre, course: 0).Epoch(0, cancellation).Take(batches), Target());
    }

    /// <summary>A graph that can be trained sparse: one whose batch normalisation was folded at export gets it back, with statistics of training images.</summary>
    private ModelGraph WithScales(ModelGraph graph, CancellationToken cancellation) => BatchNormRestoration.IsNeeded(graph)
        ? BatchNormRestoration.Restore(graph, Task(graph, AsTheyAre, course: 0).Epoch(0, cancellation).Take(RestorationBatches), Target())
        : graph;

    /// <summary>The metric on so many images of the split that training watches, spread evenly.</summary>
    public double Measure(ModelGraph graph, int images, CancellationToken cancellation) =>
        task.Measure(graph, manifest.Data.Val, compute.TrainingThreads, progress: null, cancellation, images);

    /// <summary>What the workers of a search work with.</summary>
    /// <param name="model">The ONNX file of the whole model.</param>
    /// <param name="options">How candidates are judged.</param>
    public RolloutSetup Rollouts(string model, RolloutOptions options) => new(model, data.Root, data.Train, manifest.Data.Val)
    {
        Options = options,
        Seed = manifest.Seed,
        Device = Device(compute.Device),
        Precision = Precision(compute.Precision),
        Threads = compute.TrainingThreads,
    };

    /// <summary>Trains, or resumes a training that was killed.</summary>
    /// <param name="options">How to train.</param>
    /// <param name="context">The stage's surroundings.</param>
    /// <param name="course">Number of trainings before this one, so that each sees the images varied in its own way.</param>
    /// <param name="sparsity">Makes the penalty on scales, or null.</param>
    /// <param name="auxiliary">Makes a loss besides the task's own, or null.</param>
    /// <param name="gammas">Hears how the scales went, under sparse training.</param>
    public StageResult Run(
        TrainOptions options,
        StageContext context,
        int course,
        Func<ModelGraph, SparsityOptions>? sparsity = null,
        Func<ModelGraph, ComputeTarget, Teacher>? auxiliary = null,
        Action<GammaHistory>? gammas = null)
    {
        ProcessTuning.Apply(compute.TrainingThreads);
        var target = Target();
        var graph = sparsity is null ? context.Input() : WithScales(context.Input(), context.Cancellation);
        using var teacher = auxiliary?.Invoke(graph, target);
        var history = new HistoryFile(context.WorkFolder);
        var trained = TrainingLoop.Run(
            new TrainingRun
            {
                Graph = graph,
                Task = Task(graph, options, course),
                Optimization = Optimization(options),
                Target = target,
                Seed = manifest.Seed,
                Threads = compute.TrainingThreads,
                Sparsity = sparsity?.Invoke(graph),
                GammasRecorded = gammas is null ? null : recorded =>
                {
                    history.AddMetrics(recorded.Epochs);
                    gammas(recorded);
                },
                Auxiliary = teacher,
                CheckpointFolder = context.WorkFolder,
                CheckpointInterval = checkpointInterval,
                Progress = step =>
                {
                    history.Add(step);
                    context.Progress.Report(step.Fraction, Message(step), isMilestone: step.Step == step.Steps);
                },
            },
            context.Cancellation);
        return new(trained)
        {
            Files = new Dictionary<string, string> { [HistoryFile.Name] = history.Text },
            Details = new Dictionary<string, string>
            {
                ["device"] = target.Device.ToString(),
                ["precision"] = target.Products.ToString(),
                ["threads"] = compute.TrainingThreads.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    private ComputeTarget Target()
    {
        try
        {
            return ComputeTarget.Resolve(Device(compute.Device), Precision(compute.Precision));
        }
        catch (TrainingException error)
        {
            throw new PipelineException(Diagnostic.Error(DiagnosticCodes.DeviceMissing, error.Message), error);
        }
    }

    private ITrainingTask Task(ModelGraph graph, TrainOptions options, int course) => task.Training(graph, options, (uint)manifest.Seed | ((ulong)course << 32));

    private static OptimizationOptions Optimization(TrainOptions options) => new()
    {
        Epochs = options.Epochs,
        LearningRate = options.LearningRate,
        FinalLearningRate = options.FinalLearningRate,
        WarmupEpochs = options.WarmupEpochs,
        Momentum = options.Momentum,
        WeightDecay = options.WeightDecay,
        GradientClip = options.GradientClip,
        AverageDecay = options.AverageDecay,
    };

    internal static DeviceChoice Device(DeviceKind device) => device switch
    {
        DeviceKind.Cpu => DeviceChoice.Cpu,
        DeviceKind.Cuda => DeviceChoice.Cuda,
        _ => DeviceChoice.Auto,
    };

    internal static PrecisionChoice Precision(PrecisionKind precision) => precision switch
    {
        PrecisionKind.Float32 => PrecisionChoice.Float32,
        PrecisionKind.BFloat16 => PrecisionChoice.BFloat16,
        _ => PrecisionChoice.Auto,
    };

    private static string Message(TrainingProgress step) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {step.Epoch}/{step.Epochs}  {string.Join("  ", step.LossParts.Select(part => FormattableString.Invariant($"{part.Name} {part.Value:0.000}")))}  {step.ImagesPerSecond:0.0} images/s");
}

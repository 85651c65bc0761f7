using System.Diagnostics;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Surgery;
using ModelOptimizer.Training;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Normalization;
using ModelOptimizer.Training.Runtime;

namespace ModelOptimizer.Search.Rollouts;

/// <summary>
/// Judges candidates: surgery, statistics of batch normalisation measured anew, a short training where asked for, metric and loss on validation images. A
/// pure function of graph, plan, data and options, measured latency and time aside.
/// </summary>
/// <param name="graph">The whole model; every candidate starts from its weights.</param>
/// <param name="task">The data.</param>
/// <param name="options">How to judge.</param>
/// <param name="target">Where and in which number format to compute.</param>
/// <param name="seed">Drives the training.</param>
/// <param name="threads">Compute threads; null as the process is set up.</param>
/// <param name="meter">Measures latency; null where nobody asks for it.</param>
public sealed class Rollout(
    ModelGraph graph, IRolloutTask task, RolloutOptions options, ComputeTarget target, int seed = 0, int? threads = null, ILatencyMeter? meter = null)
{
    /// <summary>The name of the task's metric.</summary>
    public string Metric => task.Metric;

    /// <summary>The model that a plan leaves, as it is judged.</summary>
    /// <exception cref="PruningException">The plan does not fit the model.</exception>
    /// <exception cref="TrainingException">The model cannot be executed, or its loss stopped being a number.</exception>
    public ModelGraph Build(PruningPlan plan, CancellationToken cancellation = default)
    {
        var cut = ChannelSurgery.Apply(graph, plan);
        if (cut.Nodes.Exists(node => node.OpType == "BatchNormalization"))
        {
            cut = BatchNormStatistics.Remeasure(cut, task.Calibration(cancellation), target);
        }

        return options.Training == RolloutTraining.None ? cut : Train(cut, cancellation);
    }

    /// <summary>What the model that a plan leaves is worth.</summary>
    /// <exception cref="PruningException">The plan does not fit the model.</exception>
    /// <exception cref="TrainingException">The model cannot be executed, or its loss is not a number.</exception>
    public RolloutResult Run(PruningPlan plan, CancellationToken cancellation = default)
    {
        var started = Stopwatch.GetTimestamp();
        var built = Build(plan, cancellation);
        var (metric, loss) = task.Validate(built, target, cancellation);
        if (!double.IsFinite(loss))
        {
            throw new TrainingException("Its loss on the validation images is not a number.");
        }

        var cost = CostModel.Measure(built);
        return new(metric, loss, cost.Parameters, cost.Macs, meter?.Milliseconds(built), Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3));
    }

    /// <summary>The same, with the reason where a candidate cannot be judged.</summary>
    public RolloutOutcome Try(PruningPlan plan, CancellationToken cancellation = default)
    {
        try
        {
            return new(Run(plan, cancellation));
        }
        catch (Exception error) when (error is PruningException or TrainingException or GraphException)
        {
            return new(null, error.Message);
        }
    }

    private ModelGraph Train(ModelGraph cut, CancellationToken cancellation) => TrainingLoop.Run(
        new()
        {
            Graph = cut,
            Task = task.Training(cut),
            Optimization = new() { Epochs = options.Epochs, LearningRate = options.LearningRate, WarmupEpochs = 0, AverageDecay = 0 },
            Target = target,
            Seed = seed,
            Threads = threads,
            Trained = options.Training == RolloutTraining.Heads ? HeadLayers.Parameters(cut) : null,
        },
        cancellation);
}

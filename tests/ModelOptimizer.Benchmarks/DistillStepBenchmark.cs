using System.Diagnostics;
using ModelOptimizer.Data.Batches;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Training.Distillation;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Losses;
using ModelOptimizer.Training.Optimization;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Benchmarks;

/// <summary>Steps of one student with and without its teacher, in turns, so that what else runs on the machine slows both.</summary>
internal sealed class DistillStepBenchmark(ModelGraph student, ModelGraph teacher, DistillationOptions options, ComputeTarget target) : IDisposable
{
    private const int WarmUp = 2;

    private static readonly OptimizationOptions Optimization = new();

    private readonly YoloLoss loss = new(DetectorDescription.Read(student)!, new());
    private readonly Teacher teaching = new(teacher, student, options, target);

    /// <summary>Measures both.</summary>
    public DistillRates Run(Tensor images, IReadOnlyList<IReadOnlyList<DetectionTarget>> targets, int steps)
    {
        using var alone = new GraphExecutor(student, target);
        using var taught = new GraphExecutor(student, target, digests: teaching.Digests);
        using var aloneOptimizer = new GradientDescent(alone.Parameters, Optimization);
        using var taughtOptimizer = new GradientDescent(taught.Parameters, Optimization);
        var (plain, distilled) = (new double[steps], new double[steps]);
        for (var step = -WarmUp; step < steps; step++)
        {
            var (first, second) = (Step(alone, aloneOptimizer, images, targets, null), Step(taught, taughtOptimizer, images, targets, teaching));
            if (step >= 0)
            {
                (plain[step], distilled[step]) = (first, second);
            }
        }

        var count = (int)images.size(0);
        return new(ImageRate.Of(count, plain), ImageRate.Of(count, distilled), Kept(images, isKept: true), Kept(images, isKept: false));
    }

    public void Dispose() => teaching.Dispose();

    private double Step(GraphExecutor executor, GradientDescent optimizer, Tensor images, IReadOnlyList<IReadOnlyList<DetectionTarget>> targets, Teacher? auxiliary)
    {
        var watch = Stopwatch.StartNew();
        using var scope = NewDisposeScope();
        var values = executor.Run(images, ExecutionMode.Training);
        var sum = loss.Compute(values, targets);
        if (auxiliary is not null)
        {
            sum = Loss.Sum([.. sum.Parts, .. auxiliary.Compute(images, values, sum.Truth)]);
        }

        executor.Parameters.ClearGradients();
        sum.Total.backward();
        optimizer.Step(Optimization.LearningRate / 100);
        return watch.Elapsed.TotalSeconds;
    }

    // What a pass of the teacher leaves alive until the step is over, in bytes.
    private long Kept(Tensor images, bool isKept)
    {
        using var scope = NewDisposeScope();
        using var executor = isKept
            ? new GraphExecutor(teacher, target, [.. teaching.Digests.Select(digest => digest.Value)])
            : new GraphExecutor(teacher, target, digests: teaching.Digests);
        return executor.Run(images, ExecutionMode.Inference).Values.Sum(value => value.numel() * value.element_size());
    }
}

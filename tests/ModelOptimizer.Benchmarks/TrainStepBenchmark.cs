using System.Diagnostics;
using ModelOptimizer.Data.Batches;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Losses;
using ModelOptimizer.Training.Optimization;
using ModelOptimizer.Training.Runtime;
using ModelOptimizer.Training.Sparsity;
using static TorchSharp.torch;

namespace ModelOptimizer.Benchmarks;

/// <summary>One step of a detector as training does it: forward, loss on a realistic number of objects, backward, update.</summary>
/// <param name="Network">Its architecture in the zoo.</param>
/// <param name="Size">Pixels along an image's edge.</param>
/// <param name="Images">Images per step.</param>
/// <param name="Width">Channels, as a fraction of the full network's.</param>
internal sealed record TrainStepBenchmark(string Network, int Size, int Images, double Width)
{
    private const int ObjectsPerImage = 13;
    private const int WarmUp = 3;

    public ImageRate Run(int threads, int steps, PrecisionChoice precision) => ImageRate.Of(Images, Measure(threads, steps, precision, sparse: false)[0]);

    /// <summary>Plain and sparse steps in turn, the penalty at its dearest: after the release.</summary>
    public SparseStepRatio RunSparse(int threads, int steps, PrecisionChoice precision)
    {
        var seconds = Measure(threads, steps, precision, sparse: true);
        return SparseStepRatio.Of(Images, seconds[0], seconds[1], seconds[2]);
    }

    private double[][] Measure(int threads, int steps, PrecisionChoice precision, bool sparse)
    {
        set_num_threads(threads);
        using var scope = NewDisposeScope();
        manual_seed(1);
        var graph = Graph(Width);
        using var executor = new GraphExecutor(graph, ComputeTarget.Resolve(DeviceChoice.Cpu, precision));
        var options = new OptimizationOptions();
        using var optimizer = new GradientDescent(executor.Parameters, options);
        var penalty = new SparsityPenalty(executor.Parameters, new() { RelaxAfter = 0 }, options.Epochs);
        var loss = new YoloLoss(DetectorDescription.Read(graph)!, new());
        var images = rand(Images, Size, Size, 3).permute(0, 3, 1, 2);
        var targets = Targets();

        // Plain steps, sparse steps, and the penalty's part of the latter.
        double[][] seconds = [new double[steps], new double[steps], new double[steps]];
        var kinds = sparse ? 2 : 1;
        for (var step = -WarmUp; step < steps; step++)
        {
            for (var turn = 0; turn < kinds; turn++)
            {
                // Each kind goes first every other time.
                var kind = (step & 1) == 0 ? turn : kinds - 1 - turn;
                var (watch, penalised) = (Stopwatch.StartNew(), TimeSpan.Zero);
                using (NewDisposeScope())
                {
                    var total = loss.Compute(executor.Run(images, ExecutionMode.Training), targets).Total;
                    executor.Parameters.ClearGradients();
                    total.backward();
                    if (kind == 1)
                    {
                        var before = watch.Elapsed;
                        penalty.Apply(epoch: 0);
                        penalised = watch.Elapsed - before;
                    }

                    optimizer.Step(options.LearningRate / 100);
                }

                if (step >= 0)
                {
                    seconds[kind][step] = watch.Elapsed.TotalSeconds;
                    seconds[2][step] = Math.Max(seconds[2][step], penalised.TotalSeconds);
                }
            }
        }

        return seconds;
    }

    /// <summary>Plain steps and steps under a teacher.</summary>
    /// <param name="teacher">Channels of the teacher, as a fraction of the full network's.</param>
    public DistillRates Distill(int threads, int steps, PrecisionChoice precision, double teacher)
    {
        set_num_threads(threads);
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var benchmark = new DistillStepBenchmark(Graph(Width), Graph(teacher), new() { Boxes = 1 }, ComputeTarget.Resolve(DeviceChoice.Cpu, precision));
        return benchmark.Run(rand(Images, Size, Size, 3).permute(0, 3, 1, 2), Targets(), steps);
    }

    private ModelGraph Graph(double width) => ModelZoo.Build(Network, new() { Classes = ["a", "b", "c"], InputSize = new(Size, Size), Width = width });

    private IReadOnlyList<DetectionTarget>[] Targets()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Images).Select(_ => Enumerable.Range(0, ObjectsPerImage)
            .Select(_ => new DetectionTarget(random.Next(3), random.Next(Size), random.Next(Size), random.Next(10, 60), random.Next(10, 60))).ToArray())];
    }
}

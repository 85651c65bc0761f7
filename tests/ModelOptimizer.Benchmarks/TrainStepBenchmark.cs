using System.Diagnostics;
using ModelOptimizer.Data.Batches;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Losses;
using ModelOptimizer.Training.Optimization;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Benchmarks;

/// <summary>One step of YOLOv4-tiny as training does it: forward, loss on a realistic number of objects, backward, update.</summary>
/// <param name="Size">Pixels along an image's edge.</param>
/// <param name="Images">Images per step.</param>
/// <param name="Width">Channels, as a fraction of the full network's.</param>
internal sealed record TrainStepBenchmark(int Size, int Images, double Width)
{
    private const int ObjectsPerImage = 13;
    private const int WarmUp = 3;

    public ImageRate Run(int threads, int steps, PrecisionChoice precision)
    {
        set_num_threads(threads);
        using var scope = NewDisposeScope();
        manual_seed(1);
        var graph = ModelZoo.Build("yolov4-tiny", new() { Classes = ["a", "b", "c"], InputSize = new(Size, Size), Width = Width });
        using var executor = new GraphExecutor(graph, ComputeTarget.Resolve(DeviceChoice.Cpu, precision));
        var options = new OptimizationOptions();
        using var optimizer = new GradientDescent(executor.Parameters, options);
        var loss = new YoloLoss(DetectorDescription.Read(graph)!, new());
        var images = rand(Images, Size, Size, 3).permute(0, 3, 1, 2);
        var targets = Targets();

        var seconds = new double[steps];
        for (var step = -WarmUp; step < steps; step++)
        {
            var watch = Stopwatch.StartNew();
            using (NewDisposeScope())
            {
                var total = loss.Compute(executor.Run(images, ExecutionMode.Training), targets).Total;
                executor.Parameters.ClearGradients();
                total.backward();
                optimizer.Step(options.LearningRate / 100);
            }

            if (step >= 0)
            {
                seconds[step] = watch.Elapsed.TotalSeconds;
            }
        }

        return ImageRate.Of(Images, seconds);
    }

    private IReadOnlyList<DetectionTarget>[] Targets()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Images).Select(_ => Enumerable.Range(0, ObjectsPerImage)
            .Select(_ => new DetectionTarget(random.Next(3), random.Next(Size), random.Next(Size), random.Next(10, 60), random.Next(10, 60))).ToArray())];
    }
}

using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Pipeline.Inputs;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Progress;
using ModelOptimizer.Pipeline.Stages;
using ModelOptimizer.Pipeline.Tasks;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>Measures the artifact and what it came from, both in ONNX Runtime on the test split, and checks the gates.</summary>
internal sealed class Verifier(ManifestFile file, IModelTask task, ProjectData data, int? threads)
{
    private const int LatencyRuns = 60;

    /// <summary>Verifies an artifact.</summary>
    /// <param name="artifact">The finished graph.</param>
    /// <param name="trained">The graph that it was finished from.</param>
    /// <param name="baseline">The trained graph before compression.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    /// <returns>What was found, and images that show it.</returns>
    public (VerificationResult Result, IReadOnlyList<ExampleImage> Examples) Verify(ModelGraph artifact, ModelGraph trained, ModelGraph baseline, StageProgress progress, CancellationToken cancellation)
    {
        var images = data.Count(data.Test);
        var before = FinishStage.Finish(task, baseline, baseline.Name);
        progress.Report(0, "comparing the artifact with the trained graph");
        var parity = task.Compare(artifact, trained, data.Test, threads, cancellation);
        var latency = LatencyComparison.Measure(before, artifact, LatencyRuns, threads, cancellation);
        var (foundBefore, foundAfter) = (Examine(before, "the trained model", 0.1), Examine(artifact, "the artifact", 0.55));
        var (bytesBefore, bytesAfter) = (OnnxFile.ToBytes(before).LongLength, OnnxFile.ToBytes(artifact).LongLength);
        var (costBefore, costAfter) = (CostModel.Measure(baseline), CostModel.Measure(trained));
        var result = new VerificationResult(
            data.Test,
            images,
            Measured(costBefore, bytesBefore, foundBefore, latency.First),
            Measured(costAfter, bytesAfter, foundAfter, latency.Second),
            latency.Ratio,
            latency.Threads,
            parity,
            GateCheck.All(file.Manifest.Gates, (foundBefore.Metric - foundAfter.Metric) * 100, bytesAfter, latency.Second.MedianMilliseconds));
        return (result, task.Examples(data.Test, foundBefore, foundAfter, file.Manifest.Seed));

        Examination Examine(ModelGraph graph, string what, double from) => task.Examine(
            graph,
            data.Test,
            threads,
            done => progress.Report(from + (done * 0.45), $"measuring {what} on {images} images"),
            cancellation);

        static MeasuredModel Measured(ModelCost cost, long bytes, Examination found, Latency latency) =>
            new(cost.Parameters, cost.Macs, bytes, found.Metric, latency) { Classes = found.Classes, Confusions = found.Confusions };
    }
}

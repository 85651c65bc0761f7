using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>How far the artifact in ONNX Runtime is from the trained graph in the training engine, on real images.</summary>
/// <param name="Images">Number of images compared.</param>
/// <param name="BoxDifference">Largest difference of a box edge, relative to max(1 pixel, its distance from the origin).</param>
/// <param name="ScoreDifference">Largest difference of a score.</param>
public sealed record Parity(int Images, double BoxDifference, double ScoreDifference)
{
    /// <summary>The largest difference that float32 arithmetic in another order explains.</summary>
    public const double Tolerance = 1e-3;

    private const int MostImages = 8;

    /// <summary>Whether both compute the same.</summary>
    public bool Holds => BoxDifference <= Tolerance && ScoreDifference <= Tolerance;

    /// <summary>Compares both on the first images of a data set.</summary>
    internal static Parity Measure(ModelGraph artifact, ModelGraph trained, DetectionDataset dataset, int? threads, CancellationToken cancellation)
    {
        ProcessTuning.Apply(threads);
        var detector = DetectorDescription.Read(trained)!;
        using var session = new OnnxSession(OnnxFile.ToBytes(artifact), threads);
        using var executor = new GraphExecutor(DetectorDecoder.Append(trained), ComputeTarget.Reference);
        var (boxes, scores) = (0.0, 0.0);
        var images = dataset with { Samples = [.. dataset.Samples.Take(MostImages)] };
        foreach (var batch in DetectionMeasurement.Images(detector, images).Read(cancellation))
        {
            using (batch)
            {
                using var scope = NewDisposeScope();
                using var actual = session.Run(batch.Pixels, [1, 3, batch.Height, batch.Width]);
                var expected = executor.Run(batch.ToTensor(), ExecutionMode.Inference);
                boxes = Math.Max(boxes, Difference(actual[session.IndexOf(DetectorDecoder.Boxes)].GetTensorDataAsSpan<float>(), expected[DetectorDecoder.Boxes]));
                scores = Math.Max(scores, Difference(actual[session.IndexOf(DetectorDecoder.Scores)].GetTensorDataAsSpan<float>(), expected[DetectorDecoder.Scores]));
            }
        }

        return new(images.Samples.Count, boxes, scores);
    }

    /// <summary>The error when both do not compute the same.</summary>
    internal Diagnostic Failure() => Diagnostic.Error(DiagnosticCodes.ParityGate, FormattableString.Invariant(
        $"The artifact computes something else in ONNX Runtime than in the training engine: boxes differ by {BoxDifference:0.0e0}, scores by {ScoreDifference:0.0e0}; {Tolerance:0.0e0} is allowed."));

    private static double Difference(ReadOnlySpan<float> actual, Tensor expected)
    {
        var values = new float[expected.numel()];
        expected.CopyTo(values);
        return RelativeDifference.Largest(actual, values);
    }
}

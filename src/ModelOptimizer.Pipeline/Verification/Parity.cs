using ModelOptimizer.Data.Batches;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>How far the artifact in ONNX Runtime is from the trained graph in the training engine, on real images.</summary>
/// <param name="Images">Number of images compared.</param>
/// <param name="BoxDifference">Largest difference of a box edge, relative to max(1 pixel, its distance from the origin); null where raw outputs are compared.</param>
/// <param name="ScoreDifference">Largest difference of a score, or of a raw output, relative to max(1, its size).</param>
public sealed record Parity(int Images, double? BoxDifference, double ScoreDifference)
{
    /// <summary>The largest difference that float32 arithmetic in another order explains.</summary>
    public const double Tolerance = 1e-3;

    /// <summary>Images that are enough to compare.</summary>
    internal const int MostImages = 8;

    /// <summary>Whether both compute the same.</summary>
    public bool Holds => !(BoxDifference > Tolerance) && ScoreDifference <= Tolerance;

    /// <summary>The largest difference of each output over single images; each batch is disposed.</summary>
    internal static Dictionary<string, double> Measure(ModelGraph artifact, ModelGraph trained, IEnumerable<ImageBatch> images, int? threads)
    {
        ProcessTuning.Apply(threads);
        using var session = new OnnxSession(OnnxFile.ToBytes(artifact), threads);
        using var executor = new GraphExecutor(trained, ComputeTarget.Reference);
        var differences = artifact.Outputs.ToDictionary(output => output.Name, _ => 0.0, StringComparer.Ordinal);
        foreach (var batch in images)
        {
            using (batch)
            {
                using var scope = NewDisposeScope();
                using var actual = session.Run(batch.Pixels, [1, 3, batch.Height, batch.Width]);
                var expected = executor.Run(batch.ToTensor(), ExecutionMode.Inference);
                foreach (var output in artifact.Outputs)
                {
                    var difference = Difference(actual[session.IndexOf(output.Name)].GetTensorDataAsSpan<float>(), expected[output.Name]);
                    differences[output.Name] = Math.Max(differences[output.Name], difference);
                }
            }
        }

        return differences;
    }

    /// <summary>The error when both do not compute the same.</summary>
    internal Diagnostic Failure() => Diagnostic.Error(DiagnosticCodes.ParityGate, FormattableString.Invariant(
        $"The artifact computes something else in ONNX Runtime than in the training engine: {(BoxDifference is { } boxes ? FormattableString.Invariant($"boxes differ by {boxes:0.0e0}, scores") : "outputs differ")} by {ScoreDifference:0.0e0}; {Tolerance:0.0e0} is allowed."));

    private static double Difference(ReadOnlySpan<float> actual, Tensor expected)
    {
        var values = new float[expected.numel()];
        expected.CopyTo(values);
        return RelativeDifference.Largest(actual, values);
    }
}

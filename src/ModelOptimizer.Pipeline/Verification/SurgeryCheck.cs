using ModelOptimizer.Graph;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pruning.Masking;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>Checks a plan's surgery: the cut graph must compute what the masked graph computes.</summary>
internal static class SurgeryCheck
{
    /// <summary>The largest difference that float32 arithmetic in another order explains.</summary>
    public const double Tolerance = 1e-3;

    /// <summary>Measures the difference, and fails where it exceeds the tolerance.</summary>
    /// <exception cref="PipelineException">The cut graph computes something else.</exception>
    public static SurgeryDifference Require(ModelGraph graph, PruningPlan plan, ModelGraph pruned, int? threads) =>
        Compare(graph, plan, pruned, threads) is var difference && difference.MaxRelativeDifference <= Tolerance
            ? difference
            : throw new PipelineException(Diagnostic.Error(DiagnosticCodes.SurgeryGate, FormattableString.Invariant(
                $"The pruned graph computes something else than the masked one: they differ by {difference.MaxRelativeDifference:0.0e0}; {Tolerance:0.0e0} is allowed. This is a defect: please report it with the model.")));

    /// <summary>The largest relative difference over all outputs, as in <see cref="Compare"/>.</summary>
    public static double Measure(ModelGraph graph, PruningPlan plan, int? threads) =>
        Compare(graph, plan, ChannelSurgery.Apply(graph, plan), threads).MaxRelativeDifference;

    /// <summary>
    /// Runs both in ONNX Runtime on one image of noise, as small as the model takes it. Constants are folded in neither: folded ones differ at the borders of padded convolutions,
    /// by design. The cut graph runs on the weights of <paramref name="pruned"/>, which <paramref name="plan"/> made of <paramref name="graph"/>.
    /// </summary>
    public static SurgeryDifference Compare(ModelGraph graph, PruningPlan plan, ModelGraph pruned, int? threads)
    {
        var noise = NoiseInput.SmallestOf(graph);
        using var masked = new OnnxSession(new SharedWeights(Resized(MaskedGraph.Apply(graph, plan with { FoldConstants = false }), noise.Shape)), threads);
        using var cut = new OnnxSession(new SharedWeights(Resized(ChannelSurgery.WithoutFolding(graph, plan, pruned), noise.Shape)), threads);
        using var expected = masked.Run(noise.Values, noise.Shape);
        using var actual = cut.Run(noise.Values, noise.Shape);
        var (absolute, relative) = (0.0, 0.0);
        foreach (var output in graph.Outputs)
        {
            var computed = actual[cut.IndexOf(output.Name)].GetTensorDataAsSpan<float>();
            var wanted = expected[masked.IndexOf(output.Name)].GetTensorDataAsSpan<float>();
            absolute = Math.Max(absolute, LargestDifference(computed, wanted));
            relative = Math.Max(relative, RelativeDifference.Largest(computed, wanted));
        }

        return new(absolute, relative, Tolerance);
    }

    /// <summary>The largest |a - b|; what is not a number is left to the relative difference.</summary>
    private static double LargestDifference(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        var largest = 0.0;
        for (var i = 0; i < Math.Min(actual.Length, expected.Length); i++)
        {
            largest = Math.Max(largest, Math.Abs((double)actual[i] - expected[i]));
        }

        return largest;
    }

    private static ModelGraph Resized(ModelGraph graph, long[] shape)
    {
        var resized = graph.Clone();
        resized.Inputs[0] = resized.Inputs[0] with { Shape = [.. shape.Select(length => new Dimension(length))] };
        for (var output = 0; output < resized.Outputs.Count; output++)
        {
            resized.Outputs[output] = resized.Outputs[output] with { Shape = null };
        }

        return resized;
    }
}

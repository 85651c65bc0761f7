using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Pruning.Masking;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>Checks a plan's surgery: the cut graph must compute what the masked graph computes.</summary>
internal static class SurgeryCheck
{
    /// <summary>The largest difference that float32 arithmetic in another order explains.</summary>
    public const double Tolerance = 1e-3;

    /// <summary>
    /// Runs both in ONNX Runtime on one image of noise. Constants are folded in neither: folded ones differ at the borders of padded convolutions,
    /// by design.
    /// </summary>
    /// <returns>The largest relative difference over all outputs.</returns>
    public static double Measure(ModelGraph graph, PruningPlan plan, int? threads)
    {
        var bare = plan with { FoldConstants = false };
        var noise = NoiseInput.Of(graph);
        using var masked = new OnnxSession(OnnxFile.ToBytes(MaskedGraph.Apply(graph, bare)), threads);
        using var cut = new OnnxSession(OnnxFile.ToBytes(ChannelSurgery.Apply(graph, bare)), threads);
        using var expected = masked.Run(noise.Values, noise.Shape);
        using var actual = cut.Run(noise.Values, noise.Shape);
        return graph.Outputs.Max(output => RelativeDifference.Largest(
            actual[cut.IndexOf(output.Name)].GetTensorDataAsSpan<float>(), expected[masked.IndexOf(output.Name)].GetTensorDataAsSpan<float>()));
    }
}

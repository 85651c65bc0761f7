using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Pipeline.Manifest;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>The weights with which a cut model goes on.</summary>
internal static class CutWeights
{
    /// <summary>The cut model with the weights that the manifest asks for.</summary>
    public static ModelGraph Choose(PrunedWeights weights, ModelGraph cut, int seed) => weights == PrunedWeights.Fresh ? WeightReset.Apply(cut, seed) : cut;
}

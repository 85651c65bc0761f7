using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Selection;

/// <summary>Scores of the coupled sets that are left after some have gone, judged on the cut graph.</summary>
internal static class SurvivorScores
{
    /// <summary>Replaces the scores of what is left in <paramref name="scores"/>; those of sets that are gone stay.</summary>
    public static void Update(float[] scores, ModelGraph graph, ChannelCoupling coupling, bool[] gone, PruningOptions options)
    {
        var cut = ChannelSurgery.Apply(graph, coupling, gone, options.FoldConstants);
        var left = ChannelCoupling.Of(cut);
        var judged = options.Criterion.Score(cut, left, options.Aggregation);
        var layers = left.Layers.ToDictionary(layer => layer.Node.Name, layer => layer.Channels.Sets(), StringComparer.Ordinal);
        foreach (var layer in coupling.Layers)
        {
            var (sets, kept) = (layer.Channels.Sets(), layer.Channels.Kept(gone));
            for (var position = 0; position < kept.Length; position++)
            {
                scores[sets[kept[position]]] = judged[layers[layer.Node.Name][position]];
            }
        }
    }
}

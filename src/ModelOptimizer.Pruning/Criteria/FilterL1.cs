using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Criteria;

/// <summary>The L1 norm of the filter that makes the channel (arXiv 1608.08710).</summary>
public sealed class FilterL1 : ICriterion
{
    /// <inheritdoc/>
    public string Name => "l1";

    /// <inheritdoc/>
    public float[] Score(ModelGraph graph, ChannelCoupling coupling, Aggregation aggregation)
    {
        var scores = new MemberScores(coupling.Count);
        foreach (var layer in coupling.Layers)
        {
            scores.Add(layer.Channels, Norms(graph.Initializers[layer.Initializer], layer.Channels));
        }

        return scores.Aggregate(aggregation);
    }

    private static float[] Norms(TensorData weight, ChannelAxis channels)
    {
        var norms = new float[channels.Width];
        var inner = 1;
        for (var axis = channels.Axis + 1; axis < weight.Shape.Count; axis++)
        {
            inner *= (int)weight.Shape[axis];
        }

        var values = weight.Floats;
        for (var start = 0; start < values.Length; start += inner)
        {
            var norm = 0f;
            foreach (var value in values.Slice(start, inner))
            {
                norm += MathF.Abs(value);
            }

            norms[start / inner % norms.Length] += norm;
        }

        return norms;
    }
}

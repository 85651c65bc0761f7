using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Criteria;

/// <summary>Gradients of a loss on data, computed by whoever can: this room has neither data nor autograd.</summary>
public interface IGradientSource
{
    /// <summary>
    /// The gradient of the loss with respect to each trained initializer of <paramref name="graph"/>, by name and of its shape, for one batch after
    /// another. What a batch gives is read before the next one is asked for.
    /// </summary>
    IEnumerable<IReadOnlyDictionary<string, float[]>> Batches(ModelGraph graph);
}

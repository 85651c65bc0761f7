using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Criteria;

/// <summary>
/// The first-order change of the loss when a channel is removed (arXiv 1611.06440). What is summed is weight times gradient over the slices of all
/// layers that read the channel: for layers linear in their input this is the activation times its gradient, whatever normalises it before.
/// Batches count by the square of their change (arXiv 1906.10771, eq. 8). Needs data.
/// </summary>
/// <param name="gradients">Gives the gradients.</param>
public sealed class Taylor(IGradientSource gradients) : ICriterion
{
    /// <inheritdoc/>
    public string Name => "taylor";

    /// <inheritdoc/>
    /// <exception cref="PruningException">There is no batch, or a layer has no gradient.</exception>
    public float[] Score(ModelGraph graph, ChannelCoupling coupling, Aggregation aggregation)
    {
        var readers = coupling.Slots.Where(slot => slot.Role == ChannelRole.Input).DistinctBy(slot => (slot.Initializer, slot.Channels.Axis)).ToList();
        var scores = new float[coupling.Count];
        scores.AsSpan().Fill(float.NaN);
        var (changes, batches) = (new double[coupling.Count], 0);
        foreach (var batch in gradients.Batches(graph))
        {
            Array.Clear(changes);
            foreach (var reader in readers)
            {
                AddChanges(graph.Initializers[reader.Initializer], Gradient(batch, reader), reader.Channels, changes);
            }

            batches++;
            foreach (var set in readers.SelectMany(reader => reader.Channels.Sets()).Distinct())
            {
                scores[set] = (float)((float.IsNaN(scores[set]) ? 0 : scores[set]) + (changes[set] * changes[set]));
            }
        }

        return batches > 0 ? Array.ConvertAll(scores, score => score / batches) : throw new PruningException("The criterion 'taylor' needs data, but there is no batch.");
    }

    private static float[] Gradient(IReadOnlyDictionary<string, float[]> batch, ChannelSlot reader) => batch.GetValueOrDefault(reader.Initializer)
        ?? throw new PruningException($"The criterion 'taylor' needs a gradient for '{reader.Initializer}' of '{reader.Node.Name}', and there is none.");

    private static void AddChanges(TensorData weight, float[] gradient, ChannelAxis channels, double[] changes)
    {
        var values = weight.Floats;
        var (sets, inner) = (channels.Sets(), 1);
        for (var axis = channels.Axis + 1; axis < weight.Shape.Count; axis++)
        {
            inner *= (int)weight.Shape[axis];
        }

        for (var index = 0; index < values.Length; index++)
        {
            changes[sets[index / inner % sets.Length]] += (double)values[index] * gradient[index];
        }
    }
}

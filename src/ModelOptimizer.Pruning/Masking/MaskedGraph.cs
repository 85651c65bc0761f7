using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Masking;

/// <summary>
/// The graph that a plan's cut graph must equal: all shapes stay, removed channels are held at the constant that surgery folds into their readers
/// (filters and gammas are zero), or at zero where it folds none. With folded constants the two differ only where a padded convolution reads
/// beyond the border.
/// </summary>
public static class MaskedGraph
{
    /// <summary>The masked graph of <paramref name="plan"/>.</summary>
    /// <exception cref="PruningException">The plan does not fit the graph.</exception>
    /// <exception cref="GraphException">The graph's shapes contradict each other.</exception>
    public static ModelGraph Apply(ModelGraph graph, PruningPlan plan)
    {
        var coupling = ChannelCoupling.Of(graph);
        return Apply(graph, coupling, plan.Bind(coupling), plan.FoldConstants);
    }

    internal static ModelGraph Apply(ModelGraph graph, ChannelCoupling coupling, bool[] removed, bool foldConstants)
    {
        var masked = graph.Clone();
        foreach (var slot in coupling.Slots.Where(slot => slot.Role is ChannelRole.Output or ChannelRole.Scale))
        {
            masked.Initializers[slot.Initializer] = Zeroed(masked.Initializers[slot.Initializer], slot.Channels, removed);
        }

        var constants = new ConstantPass(graph, coupling, removed);
        if (foldConstants)
        {
            constants.Run();
        }

        var readers = coupling.Slots.Where(slot => slot.Role == ChannelRole.Input).Select(slot => slot.Node.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var reader in masked.Nodes.Where(node => readers.Contains(node.Name)).ToList())
        {
            ZeroUnknown(masked, reader, coupling, removed, constants);
        }

        return masked;
    }

    /// <summary>Puts a mask before an operator whose removed input channels hold no known constant, as surgery drops their contribution.</summary>
    private static void ZeroUnknown(ModelGraph masked, Node reader, ChannelCoupling coupling, bool[] removed, ConstantPass constants)
    {
        var (input, known) = (reader.Inputs[0], constants.Of(reader.Inputs[0]));
        var channels = coupling.Channels(input)!;
        var sets = channels.Sets();
        var mask = new float[sets.Length];
        for (var position = 0; position < mask.Length; position++)
        {
            mask[position] = removed[sets[position]] && (known is null || float.IsNaN(known[position])) ? 0 : 1;
        }

        if (Array.TrueForAll(mask, value => value == 1))
        {
            return;
        }

        var shape = new long[channels.Rank];
        Array.Fill(shape, 1);
        shape[channels.Axis] = mask.Length;
        var (name, output) = ($"{reader.Name}.mask", $"{reader.Name}.masked");
        masked.Initializers[name] = TensorData.Of(shape, mask);
        masked.Nodes.Insert(masked.Nodes.IndexOf(reader), new() { Name = name, OpType = "Mul", Inputs = [input, name], Outputs = [output] });
        reader.Inputs[0] = output;
    }

    private static TensorData Zeroed(TensorData tensor, ChannelAxis channels, bool[] removed)
    {
        var sets = channels.Sets();
        if (!Array.Exists(sets, set => removed[set]))
        {
            return tensor;
        }

        var values = tensor.Floats.ToArray();
        var inner = 1;
        for (var axis = channels.Axis + 1; axis < tensor.Shape.Count; axis++)
        {
            inner *= (int)tensor.Shape[axis];
        }

        for (var start = 0; start < values.Length; start += inner)
        {
            if (removed[sets[start / inner % sets.Length]])
            {
                values.AsSpan(start, inner).Clear();
            }
        }

        return TensorData.Of(tensor.Shape, values);
    }
}

using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Blocks;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Coupling.Operators;
using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Masking;

/// <summary>
/// The graph that a plan's cut graph must equal: all shapes stay, removed channels are held at the constant that surgery folds into their readers
/// (filters and gammas are zero), or at zero where it folds none, and removed blocks add zero. With folded constants the two differ only where a padded convolution reads
/// beyond the border.
/// </summary>
public static class MaskedGraph
{
    /// <summary>The masked graph of <paramref name="plan"/>.</summary>
    /// <exception cref="PruningException">The plan does not fit the graph.</exception>
    /// <exception cref="GraphException">The graph's shapes contradict each other.</exception>
    public static ModelGraph Apply(ModelGraph graph, PruningPlan plan)
    {
        var rest = BlockSurgery.Remove(graph, plan.Blocks);
        var coupling = ChannelCoupling.Of(rest);
        var removed = plan.Bind(coupling);
        var masked = BlockSurgery.Mask(graph, plan.Blocks);

        // Where nothing is folded every reader has a mask, and what its channels held does not matter.
        foreach (var slot in coupling.Slots.Where(slot => plan.FoldConstants && slot.Role is (ChannelRole.Output or ChannelRole.Scale)))
        {
            masked.Initializers[slot.Initializer] = Zeroed(masked.Initializers[slot.Initializer], slot.Channels, removed);
        }

        var constants = new ConstantPass(rest, coupling, removed);
        if (plan.FoldConstants)
        {
            constants.Run();
        }

        var masks = new List<Node>(masked.Nodes.Count);
        var readers = coupling.Slots.Where(slot => slot.Role == ChannelRole.Input).Select(slot => slot.Node)
            .DistinctBy(node => node.Name, StringComparer.Ordinal).ToDictionary(node => node.Name, StringComparer.Ordinal);
        foreach (var node in masked.Nodes.ToList())
        {
            if (readers.TryGetValue(node.Name, out var reader) && Unknown(reader, coupling, removed, constants) is { } mask)
            {
                masks.Add(Masking(masked, node, mask));
            }

            masks.Add(node);
        }

        masked.Nodes.Clear();
        masked.Nodes.AddRange(masks);
        return masked;
    }

    /// <summary>Zeros for the removed input channels of an operator that hold no known constant, as surgery drops their contribution; null where there are none.</summary>
    private static TensorData? Unknown(Node reader, ChannelCoupling coupling, bool[] removed, ConstantPass constants)
    {
        var input = reader.Inputs[0];
        var known = OperatorFamilies.Of(reader)!.Absorbs ? constants.Of(input) : null;
        var channels = coupling.Channels(input)!;
        var sets = channels.Sets();
        var mask = new float[sets.Length];
        for (var position = 0; position < mask.Length; position++)
        {
            mask[position] = removed[sets[position]] && (known is null || float.IsNaN(known[position])) ? 0 : 1;
        }

        if (Array.TrueForAll(mask, value => value == 1))
        {
            return null;
        }

        var shape = new long[channels.Rank];
        Array.Fill(shape, 1);
        shape[channels.Axis] = mask.Length;
        return TensorData.Of(shape, mask);
    }

    /// <summary>The product that <paramref name="reader"/> reads instead of its input.</summary>
    private static Node Masking(ModelGraph masked, Node reader, TensorData mask)
    {
        var (input, name, output) = (reader.Inputs[0], $"{reader.Name}.mask", $"{reader.Name}.masked");
        masked.Initializers[name] = mask;
        reader.Inputs[0] = output;
        return new() { Name = name, OpType = "Mul", Inputs = [input, name], Outputs = [output] };
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

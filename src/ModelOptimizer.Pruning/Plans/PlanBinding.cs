using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Plans;

/// <summary>Meets a plan with the model that it is applied to.</summary>
internal static class PlanBinding
{
    /// <summary>Whether each coupled set leaves.</summary>
    /// <exception cref="PruningException">The plan does not fit: an unknown layer, other widths, protected channels, part of a coupled set, or nothing left.</exception>
    public static bool[] Bind(this PruningPlan plan, ChannelCoupling coupling)
    {
        var layers = coupling.Layers.ToDictionary(layer => layer.Node.Name, StringComparer.Ordinal);
        var removed = new bool[coupling.Count];
        foreach (var planned in plan.Layers)
        {
            if (!layers.TryGetValue(planned.Layer, out var layer))
            {
                throw new PruningException($"The plan names the layer '{planned.Layer}', which the model does not have. Use the plan with the model it was made for.");
            }

            Mark(planned, layer.Channels, removed);
        }

        CheckWhole(plan, coupling, removed);
        CheckProtected(coupling, removed);
        CheckNotEmpty(coupling, removed);
        return removed;
    }

    private static void Mark(PlannedLayer planned, ChannelAxis channels, bool[] removed)
    {
        if (planned.Before != channels.Width || planned.After != planned.Before - planned.Removed.Count)
        {
            throw new PruningException(
                $"The plan takes {planned.Removed.Count} of {planned.Before} channels from '{planned.Layer}' to leave {planned.After}, but the layer has {channels.Width}.");
        }

        var sets = channels.Sets();
        foreach (var channel in planned.Removed)
        {
            if (channel < 0 || channel >= sets.Length)
            {
                throw new PruningException($"The plan removes channel {channel} of '{planned.Layer}', which has {sets.Length}.");
            }

            removed[sets[channel]] = true;
        }
    }

    private static void CheckWhole(PruningPlan plan, ChannelCoupling coupling, bool[] removed)
    {
        var planned = plan.Layers.ToDictionary(layer => layer.Layer, layer => layer.Removed.ToHashSet(), StringComparer.Ordinal);
        foreach (var layer in coupling.Layers)
        {
            var sets = layer.Channels.Sets();
            for (var channel = 0; channel < sets.Length; channel++)
            {
                if (removed[sets[channel]] && planned.GetValueOrDefault(layer.Node.Name)?.Contains(channel) != true)
                {
                    throw new PruningException(
                        $"The plan keeps channel {channel} of '{layer.Node.Name}' but removes channels that must leave together with it. Remove both or none.");
                }
            }
        }
    }

    private static void CheckProtected(ChannelCoupling coupling, bool[] removed)
    {
        foreach (var block in coupling.Blocks.Where(block => !block.IsPrunable))
        {
            if (removed.AsSpan(block.Start, block.Width).Contains(true))
            {
                throw new PruningException($"The plan removes channels that must stay ({block}).");
            }
        }
    }

    private static void CheckNotEmpty(ChannelCoupling coupling, bool[] removed)
    {
        foreach (var (value, channels) in coupling.Values)
        {
            if (channels.Kept(removed).Length == 0)
            {
                throw new PruningException($"The plan leaves no channel of '{value}'. Keep at least one.");
            }
        }
    }
}

using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Selection;

/// <summary>Chooses the coupled sets to remove so that all budgets are met and no more is lost than that takes.</summary>
internal sealed class ChannelSelection(ChannelCoupling coupling, ChannelRanking ranking, TensorWidths widths, CandidateCost cost, PruningOptions options)
{
    /// <summary>The share of parameters in the weight of a saving, where both costs have a budget; beyond 0 and 1 a cost is spared.</summary>
    private static readonly double[] ParameterShares = [.. Enumerable.Range(-8, 33).Select(step => step / 16.0)];

    private readonly int[] _blockOf = coupling.BlockOfSet();

    /// <summary>Whether each coupled set leaves, within <paramref name="limit"/>.</summary>
    /// <exception cref="PruningException">The limit cannot be met.</exception>
    public bool[] Choose(CostTotals limit)
    {
        if (ranking.IsEmpty)
        {
            throw new PruningException($"No channel can leave: the criterion '{options.Criterion.Name}' judges none of those that are neither protected nor excluded.");
        }

        if (ranking.HasFractions)
        {
            var order = ranking.ByFraction(out var stated);
            return options.Parameters is null && options.Macs is null
                ? All(order[..stated])
                : Smallest(order, limit) ?? throw CannotMeet(order, limit);
        }

        bool[]? best = null;
        var lowest = double.PositiveInfinity;
        foreach (var share in Shares())
        {
            if (Smallest(ranking.BySaving(share, 1 - share), limit) is { } removed && Loss(removed, limit) is var loss && loss < lowest)
            {
                (best, lowest) = (removed, loss);
            }
        }

        return best ?? throw CannotMeet(ranking.BySaving(0.5, 0.5), limit);
    }

    private double[] Shares() => (options.Parameters, options.Macs) switch
    {
        (not null, null) => [1.0],
        (null, not null) => [0.0],
        _ => ParameterShares,
    };

    /// <summary>The shortest beginning of an order that meets the limit, or null where all of it does not.</summary>
    private bool[]? Smallest(int[] order, CostTotals limit)
    {
        var prefix = Prefix(order);
        var (low, high) = (0, prefix.Length);
        if (!Meets(prefix.First(high), limit))
        {
            return null;
        }

        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Meets(prefix.First(middle), limit) ? (low, middle) : (middle + 1, high);
        }

        return prefix.First(high);
    }

    private bool[] All(int[] order) => Prefix(order) is var prefix ? prefix.First(prefix.Length) : [];

    private RemovalOrder Prefix(int[] order) => new(widths, widths.WithinFloors(order));

    private bool Meets(bool[] removed, CostTotals limit) => CostOf(removed) is var (parameters, macs) && parameters <= limit.Parameters && macs <= limit.Macs;

    private CostTotals CostOf(bool[] removed)
    {
        var removedOfBlock = new int[coupling.Blocks.Count];
        for (var set = 0; set < removed.Length; set++)
        {
            if (removed[set])
            {
                removedOfBlock[_blockOf[set]]++;
            }
        }

        return cost.Of(removedOfBlock);
    }

    /// <summary>What a removal loses; capacity saved beyond the limit counts in proportion, as nobody asked for it.</summary>
    private double Loss(bool[] removed, CostTotals limit)
    {
        var after = CostOf(removed);
        var excess = Excess(cost.Before.Parameters, after.Parameters, limit.Parameters) * Excess(cost.Before.Macs, after.Macs, limit.Macs);
        var sum = 0.0;
        for (var set = 0; set < removed.Length; set++)
        {
            sum += removed[set] ? ranking.Loss(set) : 0;
        }

        return sum * excess;

        static double Excess(long before, long after, long limit) => limit < before ? (before - after) / (double)(before - limit) : 1;
    }

    private PruningException CannotMeet(int[] order, CostTotals limit)
    {
        var least = CostOf(All(order));
        return new PruningException(
            $"The budget of {limit.Parameters:N0} parameters and {limit.Macs:N0} multiply-accumulates cannot be met: with every channel removed that may leave, "
            + $"{least.Parameters:N0} and {least.Macs:N0} remain. Ask for less, lower the minimum that each layer keeps, or round to smaller multiples.");
    }
}

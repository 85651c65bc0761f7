using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Selection;

/// <summary>Chooses the coupled sets to remove so that all budgets are met and no more is lost than that takes.</summary>
internal sealed class ChannelSelection(
    ModelGraph graph, ChannelCoupling coupling, ChannelRanking ranking, TensorWidths widths, CandidateCost cost, PruningOptions options)
{
    /// <summary>The share of parameters in the weight of a saving, where both costs have a budget; beyond 0 and 1 a cost is spared.</summary>
    private static readonly double[] ParameterShares = [.. Enumerable.Range(-8, 33).Select(step => step / 16.0)];

    /// <summary>Latency is met within this part of the channels: every measurement takes a while, and finer steps drown in its noise.</summary>
    private const int LatencySteps = 128;

    private readonly int[] _blockOf = coupling.BlockOfSet();

    /// <summary>Whether each coupled set leaves, within <paramref name="limit"/>.</summary>
    /// <param name="limit">What must not be exceeded.</param>
    /// <param name="progress">How much of stated fractions is due, above 0 to 1.</param>
    /// <exception cref="PruningException">The limit cannot be met.</exception>
    public bool[] Choose(SelectionLimit limit, double progress)
    {
        if (options.Scope == PruningScope.Layer || ranking.HasFractions)
        {
            var ranked = ranking.ByFraction(progress, out var stated);

            // Within one pool others leave in place of sets that a floor holds back; between pools fractions stay apart.
            var order = Prefix(HasBudget || options.Scope == PruningScope.Global ? ranked : ranked[..stated]);
            return !HasBudget ? order.First(Math.Min(stated, order.Length))
                : Smallest(order, limit.Totals) is { } count ? Fast(order, count, limit)
                : throw CannotMeet(order, limit.Totals);
        }

        (RemovalOrder Order, int Count)? best = null;
        var lowest = double.PositiveInfinity;
        foreach (var share in Shares())
        {
            var order = Prefix(ranking.BySaving(share, 1 - share));
            if (Smallest(order, limit.Totals) is { } count && Loss(order.First(count), limit.Totals) is var loss && loss < lowest)
            {
                (best, lowest) = ((order, count), loss);
            }
        }

        return best is var (chosen, length) ? Fast(chosen, length, limit) : throw CannotMeet(Prefix(ranking.BySaving(0.5, 0.5)), limit.Totals);
    }

    private bool HasBudget => options is not { Parameters: null, Macs: null, Bytes: null, Latency: null };

    private double[] Shares() => options switch
    {
        // One pool has one order, whatever a saving counts.
        { Scope: PruningScope.Global } => [0.5],
        { Parameters: null, Bytes: null } => [0.0],
        { Macs: null, Latency: null } => [1.0],
        _ => ParameterShares,
    };

    /// <summary>The length of the shortest beginning of an order that meets the limit, or null where all of it does not.</summary>
    private int? Smallest(RemovalOrder order, CandidateTotals limit)
    {
        var (low, high) = (0, order.Length);
        if (!CostOf(order.First(high)).Within(limit))
        {
            return null;
        }

        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = CostOf(order.First(middle)).Within(limit) ? (low, middle) : (middle + 1, high);
        }

        return high;
    }

    /// <summary>The beginning of an order, from <paramref name="least"/> sets on, that meets the limit on latency.</summary>
    private bool[] Fast(RemovalOrder order, int least, SelectionLimit limit)
    {
        if (options.Latency is not { Meter: var meter } || Latency(least) <= limit.Milliseconds)
        {
            return order.First(least);
        }

        var step = Math.Max(1, order.Length / LatencySteps);
        var (low, high) = (least + 1, order.Length);
        if (Latency(high) is var lowest && lowest > limit.Milliseconds)
        {
            throw new PruningException(FormattableString.Invariant(
                $"The latency of {limit.Milliseconds:0.00} ms cannot be met: with every channel removed that may leave, {lowest:0.00} ms remain. Ask for less, or lower the minimum that each layer keeps."));
        }

        while (high - low > step)
        {
            var middle = (low + high) / 2;
            (low, high) = Latency(middle) <= limit.Milliseconds ? (low, middle) : (middle + 1, high);
        }

        return order.First(high);

        double Latency(int count) => meter.Milliseconds(ChannelSurgery.Apply(graph, coupling, order.First(count), options.FoldConstants));
    }

    private RemovalOrder Prefix(int[] order) => new(widths, widths.WithinFloors(order));

    private CandidateTotals CostOf(bool[] removed)
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
    private double Loss(bool[] removed, CandidateTotals limit)
    {
        var after = CostOf(removed);
        var excess = Excess(cost.Before.Parameters, after.Parameters, limit.Parameters)
            * Excess(cost.Before.Macs, after.Macs, limit.Macs)
            * Excess(cost.Before.Bytes, after.Bytes, limit.Bytes);
        var sum = 0.0;
        for (var set = 0; set < removed.Length; set++)
        {
            sum += removed[set] ? ranking.Loss(set) : 0;
        }

        return sum * excess;

        static double Excess(long before, long after, long limit) => limit < before ? (before - after) / (double)(before - limit) : 1;
    }

    private PruningException CannotMeet(RemovalOrder order, CandidateTotals limit)
    {
        var least = CostOf(order.First(order.Length));
        string[] missed =
        [
            .. Missed("parameters", least.Parameters, limit.Parameters),
            .. Missed("multiply-accumulates", least.Macs, limit.Macs),
            .. Missed("bytes of weights", least.Bytes, limit.Bytes),
        ];
        return new PruningException(
            $"The budget cannot be met: with every channel removed that may leave, {string.Join(" and ", missed)}. "
            + "Ask for less, lower the minimum that each layer keeps, or round to smaller multiples.");
    }

    private static IEnumerable<string> Missed(string what, long least, long limit) =>
        least > limit ? [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{least:N0} {what} remain where {limit:N0} are allowed")] : [];
}

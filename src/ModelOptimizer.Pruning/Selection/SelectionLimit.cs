namespace ModelOptimizer.Pruning.Selection;

/// <summary>What a candidate must not exceed.</summary>
/// <param name="Totals">Counted costs.</param>
/// <param name="Milliseconds">Measured latency.</param>
internal readonly record struct SelectionLimit(CandidateTotals Totals, double Milliseconds)
{
    /// <summary>The limit of a round on the way: so much of the reduction must be done.</summary>
    /// <param name="before">The costs before the first round.</param>
    /// <param name="progress">Above 0 to 1.</param>
    public SelectionLimit Partly(SelectionLimit before, double progress) => progress >= 1 ? this : new(
        new(
            Between(before.Totals.Parameters, Totals.Parameters, progress),
            Between(before.Totals.Macs, Totals.Macs, progress),
            Between(before.Totals.Bytes, Totals.Bytes, progress)),
        double.IsInfinity(Milliseconds) ? Milliseconds : before.Milliseconds + ((Milliseconds - before.Milliseconds) * progress));

    private static long Between(long before, long limit, double progress) => limit >= before ? limit : before + (long)((limit - before) * progress);
}

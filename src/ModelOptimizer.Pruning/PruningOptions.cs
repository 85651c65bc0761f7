using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Groups;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Sensitivity;

namespace ModelOptimizer.Pruning;

/// <summary>What to remove.</summary>
public sealed record PruningOptions
{
    /// <summary>What makes a channel important.</summary>
    public ICriterion Criterion { get; init; } = new BatchNormScale();

    /// <summary>How the members of a coupled set agree on a score.</summary>
    public Aggregation Aggregation { get; init; } = Aggregation.Majority;

    /// <summary>Where scores compete.</summary>
    public PruningScope Scope { get; init; } = PruningScope.Group;

    /// <summary>Groups of layers by name; a group without patterns is the one of that name which <see cref="Grouping"/> makes.</summary>
    public IReadOnlyList<LayerGroup> Groups { get; init; } = [];

    /// <summary>How layers are grouped that no stated group takes.</summary>
    public LayerGrouping Grouping { get; init; } = LayerGrouping.Stride;

    /// <summary>Largest number of parameters afterwards; null sets no limit.</summary>
    public Budget? Parameters { get; init; }

    /// <summary>Largest number of multiply-accumulates afterwards; null sets no limit.</summary>
    public Budget? Macs { get; init; }

    /// <summary>Largest size of the ONNX file afterwards, in bytes; null sets no limit.</summary>
    public Budget? Bytes { get; init; }

    /// <summary>Longest run time afterwards, as measured; null sets no limit.</summary>
    public LatencyBudget? Latency { get; init; }

    /// <summary>The fraction of channels to remove in each layer, group, or the whole model, by <see cref="Scope"/>, 0 to 1; null lets budgets or groups decide.</summary>
    public double? Ratio { get; init; }

    /// <summary>How much of all reductions and fractions is done, above 0 to 1; less than 1 is a step back from what is asked for.</summary>
    public double Extent { get; init; } = 1;

    /// <summary>
    /// What the metric loses as each group of the scope 'Group' loses channels, as measured; removals then cost what the curves say instead of their
    /// squared scores, and groups without a curve stay whole. Null for none.
    /// </summary>
    public IReadOnlyList<SensitivityCurve>? Sensitivity { get; init; }

    /// <summary>Widths are rounded up to multiples of this, at least 1.</summary>
    public int RoundTo { get; init; } = 1;

    /// <summary>The smallest fraction of the channels of any tensor that is kept, 0 to 1; at least one channel is.</summary>
    public double MinimumKept { get; init; } = 0.05;

    /// <summary>Patterns of layers whose channels may leave; empty means all.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of layers whose channels stay.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>In how many steps channels leave, at least 1; before each, the criterion judges what is left.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Whether the constants of removed channels are folded into what reads them.</summary>
    public bool FoldConstants { get; init; } = true;

    internal void Check()
    {
        if (this is { Parameters: null, Macs: null, Bytes: null, Latency: null, Ratio: null } && !Groups.Any(group => group.Prune is not null))
        {
            throw new PruningException(
                "Say how much to remove: a budget on parameters, multiply-accumulates, bytes or latency, a ratio, or a fraction for a group.");
        }

        if (Scope != PruningScope.Group && Groups.Any(group => group.Prune is not null))
        {
            throw new PruningException($"Groups state fractions to remove, but scores compete within the scope '{Scope}'. Use the scope 'Group'.");
        }

        if (Sensitivity is not null && (Scope != PruningScope.Group || Ratio is not null || Groups.Any(group => group.Prune is not null)))
        {
            throw new PruningException("Measured sensitivity sets the thresholds of groups: use the scope 'Group' with budgets, and neither a ratio nor fractions for groups.");
        }

        if (RoundTo < 1 || Rounds < 1 || Extent is not (> 0 and <= 1) || MinimumKept is not (>= 0 and <= 1) || Ratio is < 0 or > 1 || Groups.Any(group => group.Prune is < 0 or > 1))
        {
            throw new PruningException(
                "Widths are rounded to multiples of at least 1 and there is at least one round; what is kept at least, the extent, ratios and fractions lie between 0 and 1.");
        }
    }
}

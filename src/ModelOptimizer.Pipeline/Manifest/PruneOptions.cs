using System.ComponentModel.DataAnnotations;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Groups;
using ModelOptimizer.Pruning.Selection;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Removes channels until the budget is met.</summary>
public sealed record PruneOptions
{
    /// <summary>How channels are selected.</summary>
    public PruneMethod Method { get; init; } = PruneMethod.Group;

    /// <summary>What makes a channel important.</summary>
    public PruneCriterion Criterion { get; init; } = PruneCriterion.BnScale;

    /// <summary>Where scores compete; when absent, within groups for the method group and within the whole model for cpmc.</summary>
    [OmittedByDefault]
    public PruningScope? Scope { get; init; }

    /// <summary>How CPMC judges, as method or as criterion.</summary>
    [OmittedByDefault]
    public CpmcOptions Cpmc { get; init; } = new();

    /// <summary>How the method search searches.</summary>
    [OmittedByDefault]
    public SearchOptions? Search { get; init; }

    /// <summary>What the pruned model must come down to; the method search can do without, and then trades accuracy against cost.</summary>
    public BudgetOptions Budget { get; init; } = new();

    /// <summary>Groups of layers with a threshold each; layers that none of them matches are grouped as the grouping says.</summary>
    public IReadOnlyList<PruneGroupOptions> Groups { get; init; } = [];

    /// <summary>How layers are grouped that none of the groups matches.</summary>
    [OmittedByDefault]
    public LayerGrouping Grouping { get; init; } = LayerGrouping.Stride;

    /// <summary>Patterns of names of layers whose channels may leave; when empty, all may.</summary>
    [OmittedByDefault]
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of names of layers whose channels stay; <c>*</c> stands for any text.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>How layers whose channels can only leave together agree on them; when absent, by mean for the method group and by majority for the others.</summary>
    [OmittedByDefault]
    public PruneVote? Vote { get; init; }

    /// <summary>What the thresholds of groups follow.</summary>
    [OmittedByDefault]
    public PruneThresholds Thresholds { get; init; } = PruneThresholds.Scores;

    /// <summary>How thresholds by sensitivity are measured.</summary>
    [OmittedByDefault]
    public SensitivityOptions Sensitivity { get; init; } = new();

    /// <summary>A floor under the cut model's metric; when absent, nothing is measured.</summary>
    [OmittedByDefault]
    public FloorOptions? Floor { get; init; }

    /// <summary>
    /// Batches of eight training images on which the statistics of batch normalisation are measured anew after the cut; 0 keeps the old ones. Absent means 0,
    /// or 16 under a floor.
    /// </summary>
    [Range(0, 10_000)]
    [OmittedByDefault]
    public int? Recalibrate { get; init; }

    /// <summary>Whether what removed channels constantly contributed is folded into the layers that read them.</summary>
    [OmittedByDefault]
    public bool FoldConstants { get; init; } = true;

    /// <summary>What the cut model's weights are.</summary>
    [OmittedByDefault]
    public PrunedWeights Weights { get; init; } = PrunedWeights.Inherited;

    /// <summary>In how many steps channels leave; before each, what is left is judged anew.</summary>
    [Range(1, 100)]
    [OmittedByDefault]
    public int Rounds { get; init; } = 1;

    /// <summary>Widths are rounded up to multiples of this, for fast kernels.</summary>
    [Range(1, 256)]
    public int RoundTo { get; init; } = 8;

    /// <summary>Smallest fraction of a layer's channels that is kept.</summary>
    [Range(0.0, 1.0)]
    public double MinimumKept { get; init; } = 0.05;

    internal Aggregation Aggregation => (Vote ?? (Method == PruneMethod.Group ? PruneVote.Mean : PruneVote.Majority)) switch
    {
        PruneVote.Union => Aggregation.Maximum,
        PruneVote.Mean => Aggregation.Mean,
        _ => Aggregation.Majority,
    };
}

using System.ComponentModel.DataAnnotations;
using ModelOptimizer.Pruning.Criteria;
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

    /// <summary>What the pruned model must come down to.</summary>
    public required BudgetOptions Budget { get; init; }

    /// <summary>Groups of layers with a threshold each; layers that none of them matches are grouped by the scale of their feature maps.</summary>
    public IReadOnlyList<PruneGroupOptions> Groups { get; init; } = [];

    /// <summary>Patterns of names of layers whose channels may leave; when empty, all may.</summary>
    [OmittedByDefault]
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of names of layers whose channels stay; <c>*</c> stands for any text.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

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
}

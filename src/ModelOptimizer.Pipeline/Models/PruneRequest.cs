using ModelOptimizer.Pruning.Groups;
using ModelOptimizer.Pruning.Selection;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>What the verb <c>prune</c> is asked to do.</summary>
/// <param name="Model">The model, as for <see cref="ModelArgument"/>.</param>
public sealed record PruneRequest(string Model)
{
    /// <summary>Options of a zoo model, each <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>The criterion's name.</summary>
    public string Criterion { get; init; } = "cpmc";

    /// <summary>Options of CPMC, each <c>name=value</c>.</summary>
    public IReadOnlyList<string> CriterionSettings { get; init; } = [];

    /// <summary>Where scores compete; null for each layer by itself where a ratio is given, else the whole model.</summary>
    public PruningScope? Scope { get; init; }

    /// <summary>How layers are grouped, for the scope of groups.</summary>
    public LayerGrouping Grouping { get; init; } = LayerGrouping.Stride;

    /// <summary>The fraction of channels to remove, 0 to 1.</summary>
    public double? Ratio { get; init; }

    /// <summary>Budget on parameters: a number, or a change such as <c>-50%</c>.</summary>
    public string? Parameters { get; init; }

    /// <summary>Budget on multiply-accumulates: a number, or a change.</summary>
    public string? Macs { get; init; }

    /// <summary>Budget on the file's size: a number, a size such as <c>10 MB</c>, or a change.</summary>
    public string? Bytes { get; init; }

    /// <summary>Budget on latency in ONNX Runtime: milliseconds, a time such as <c>20 ms</c>, or a change.</summary>
    public string? Latency { get; init; }

    /// <summary>Widths are rounded up to multiples of this.</summary>
    public int RoundTo { get; init; } = 1;

    /// <summary>The smallest fraction of a layer's channels that is kept.</summary>
    public double MinimumKept { get; init; } = 0.05;

    /// <summary>Patterns of layers whose channels may leave; empty means all.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of layers whose channels stay.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>In how many steps channels leave.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Drives random scores.</summary>
    public int Seed { get; init; }

    /// <summary>A plan: written where the request says how much to remove, else read and replayed.</summary>
    public string? Plan { get; init; }

    /// <summary>Where to write the pruned model; null to write nothing.</summary>
    public string? Output { get; init; }

    /// <summary>Threads for ONNX Runtime; null for one per core.</summary>
    public int? Threads { get; init; }

    internal bool SaysHowMuch => this is not { Ratio: null, Parameters: null, Macs: null, Bytes: null, Latency: null };
}

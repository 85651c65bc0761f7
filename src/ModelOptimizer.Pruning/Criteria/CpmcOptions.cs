using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Pruning.Criteria;

/// <summary>
/// The choices that arXiv 2011.03240 leaves open. With <see cref="Computation"/> and <see cref="Parameters"/> 0, <see cref="Consumers"/> off and
/// a <see cref="Scale"/> of <see cref="ValueScale.None"/>, CPMC is the global norm of filters. The defaults kept a ResNet-56 on CIFAR-10 best, measured on
/// training images right after cutting 30 and 53 % of its multiply-accumulates: docs/results.md.
/// </summary>
public sealed record CpmcOptions
{
    private const double MostWeight = 1000;

    /// <summary>How the value of the coupled weights is measured.</summary>
    public WeightNorm Norm { get; init; } = WeightNorm.L2;

    /// <summary>What the value is divided by.</summary>
    public ValueScale Scale { get; init; } = ValueScale.Layer;

    /// <summary>Weight of the computation that a removal saves (a).</summary>
    [Range(0.0, MostWeight)]
    public double Computation { get; init; } = 0.1;

    /// <summary>Weight of the parameters that a removal saves (b): where the budget is on multiply-accumulates, it gives away capacity that nobody asked to save.</summary>
    [Range(0.0, MostWeight)]
    public double Parameters { get; init; }

    /// <summary>How value, computation and parameters become one score.</summary>
    public CpmcForm Form { get; init; } = CpmcForm.Product;

    /// <summary>Whether the slices of the layers that read a channel count into its value.</summary>
    public bool Consumers { get; init; } = true;

    /// <summary>These options with textual settings applied: <c>norm</c>, <c>scale</c>, <c>computation</c>, <c>parameters</c>, <c>form</c>, <c>consumers</c>.</summary>
    /// <exception cref="PruningException">A name is unknown or a value malformed.</exception>
    public CpmcOptions With(IEnumerable<KeyValuePair<string, string>> settings) => settings.Aggregate(this, CpmcSettings.Apply);

    internal CpmcOptions Checked() => Computation is >= 0 and <= MostWeight && Parameters is >= 0 and <= MostWeight
        ? this
        : throw new PruningException("The weights 'computation' and 'parameters' of CPMC lie between 0 and 1000.");
}

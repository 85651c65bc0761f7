using static TorchSharp.torch;

namespace ModelOptimizer.Training.Losses;

/// <summary>What a step minimises.</summary>
/// <param name="Total">The weighted sum, a scalar with its history.</param>
/// <param name="Parts">The weighted terms it sums, named for display.</param>
public sealed record Loss(Tensor Total, IReadOnlyList<(string Name, Tensor Value)> Parts)
{
    /// <summary>What a detector's loss took for true; null for other tasks.</summary>
    public ObjectTruth? Truth { get; init; }

    /// <summary>The sum of <paramref name="parts"/>.</summary>
    public static Loss Sum(params IReadOnlyList<(string Name, Tensor Value)> parts)
    {
        var total = parts[0].Value;
        for (var part = 1; part < parts.Count; part++)
        {
            total = total.add(parts[part].Value);
        }

        return new(total, parts);
    }
}

using ModelOptimizer.Pruning.Plans;
using ModelOptimizer.Pruning.Sensitivity;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>How much of the metric each group of layers loses as its least important channels leave; a prune stage keeps it as <c>sensitivity.json</c>.</summary>
/// <param name="SchemaVersion">The version of this form: 1.</param>
/// <param name="Baseline">The metric of the whole model on the same images, 0 to 1, its statistics measured anew as those of all candidates.</param>
/// <param name="Images">Images of the <c>val</c> split that were measured on.</param>
/// <param name="Batches">Batches of eight training images that statistics were measured on.</param>
/// <param name="Groups">The groups.</param>
public sealed record SensitivityRecord(int SchemaVersion, double Baseline, int Images, int Batches, IReadOnlyList<GroupSensitivity> Groups)
{
    /// <summary>The name of the stage's file.</summary>
    public const string FileName = "sensitivity.json";

    /// <summary>The record of curves and of what a plan took by them.</summary>
    internal static SensitivityRecord Of(double baseline, int images, int batches, IReadOnlyList<SensitivityCurve> curves, PruningPlan plan)
    {
        var groups = plan.Groups.ToDictionary(group => group.Name, StringComparer.Ordinal);
        return new(1, baseline, images, batches, [.. curves.Select(curve => new GroupSensitivity(
            curve.Group, groups[curve.Group].Channels, (double)groups[curve.Group].Removed / groups[curve.Group].Channels, curve.Points))]);
    }
}

/// <summary>The curve of a group.</summary>
/// <param name="Name">The group.</param>
/// <param name="Channels">Coupled sets of channels that could leave.</param>
/// <param name="Removed">The fraction of them that left in the end, 0 to 1.</param>
/// <param name="Points">The measurements: the fraction of the sets gone, 0 to 1, and the loss of the metric in points.</param>
public sealed record GroupSensitivity(string Name, int Channels, double Removed, IReadOnlyList<SensitivityPoint> Points);

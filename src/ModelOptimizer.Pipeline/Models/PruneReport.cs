using ModelOptimizer.Pipeline.Verification;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pipeline.Models;

/// <summary>What pruning a model did: the document that <c>prune --json</c> prints.</summary>
/// <param name="Before">The model.</param>
/// <param name="After">The pruned model.</param>
/// <param name="Check">The cut graph against the masked one.</param>
/// <param name="Refused">Operators through which channels could not be followed, so that what reaches them is whole.</param>
/// <param name="Layers">Every layer that makes channels.</param>
/// <param name="Output">Where the pruned model is; null where none was written.</param>
public sealed record PruneReport(
    ModelSize Before, ModelSize After, SurgeryDifference Check, IReadOnlyList<Refusal> Refused, IReadOnlyList<LayerChange> Layers, string? Output)
{
    /// <summary>Version of this format.</summary>
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>The size of a model.</summary>
/// <param name="Parameters">Weights, biases and two per BatchNormalization channel.</param>
/// <param name="Macs">Multiply-accumulates for one input.</param>
/// <param name="Bytes">Size of the ONNX file.</param>
/// <param name="LatencyMilliseconds">Median time of a run, where a budget asks for it.</param>
public sealed record ModelSize(long Parameters, long Macs, long Bytes, double? LatencyMilliseconds);

/// <summary>What a layer lost.</summary>
/// <param name="Name">The layer.</param>
/// <param name="Operator">Its operator.</param>
/// <param name="Before">Before.</param>
/// <param name="After">After.</param>
/// <param name="Whole">Why all its channels stay, or null.</param>
public sealed record LayerChange(string Name, string Operator, LayerSize Before, LayerSize After, string? Whole);

/// <summary>The size of a layer.</summary>
/// <param name="Channels">Channels that it makes.</param>
/// <param name="Parameters">Its weights and biases.</param>
/// <param name="Macs">Its multiply-accumulates for one input.</param>
public sealed record LayerSize(int Channels, long Parameters, long Macs);

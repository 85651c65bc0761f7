using ModelOptimizer.Pipeline.Keys;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>What is kept about a stage: one entry of the report.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Key">Its key.</param>
/// <param name="Inputs">What the key was made from.</param>
/// <param name="Parameters">Parameters of its model.</param>
/// <param name="Macs">Multiply-accumulates of its model for one image.</param>
/// <param name="Bytes">Size of its ONNX file.</param>
/// <param name="Metric">The metric on the <c>val</c> split in ONNX Runtime, 0 to 1; null for an untrained model.</param>
/// <param name="DurationSeconds">How long the run that finished it took.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Details">What was used and found.</param>
public sealed record StageRecord(
    string Name,
    string Key,
    IReadOnlyList<KeyPart> Inputs,
    long Parameters,
    long Macs,
    long Bytes,
    double? Metric,
    double DurationSeconds,
    int Seed,
    IReadOnlyDictionary<string, string> Details);

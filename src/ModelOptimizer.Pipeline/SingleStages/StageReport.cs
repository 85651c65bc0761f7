namespace ModelOptimizer.Pipeline.SingleStages;

/// <summary>What a stage by itself did: the document that its verb prints.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Output">Full path of the model it made.</param>
/// <param name="Sha256">SHA-256 of that file in hexadecimal digits.</param>
/// <param name="Cached">Whether the model was made before and nothing had to be done.</param>
/// <param name="Metric">What is measured, on <paramref name="Val"/> in ONNX Runtime.</param>
/// <param name="Val">The split.</param>
/// <param name="Before">The model that the stage began with.</param>
/// <param name="After">The model that it made.</param>
/// <param name="DurationSeconds">How long the run that finished it took.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Details">What was used and found.</param>
public sealed record StageReport(
    string Stage,
    string Output,
    string Sha256,
    bool Cached,
    string Metric,
    string Val,
    StageModel Before,
    StageModel After,
    double DurationSeconds,
    int Seed,
    IReadOnlyDictionary<string, string> Details)
{
    /// <summary>Version of this format.</summary>
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>A model before or after a stage.</summary>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Macs">Multiply-accumulates for one image.</param>
/// <param name="Bytes">Size of its ONNX file.</param>
/// <param name="Metric">Its metric, 0 to 1; null for an untrained model.</param>
public sealed record StageModel(long Parameters, long Macs, long Bytes, double? Metric);

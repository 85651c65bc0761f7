namespace ModelOptimizer.Pipeline.Verification;

/// <summary>What a model is worth and what it costs.</summary>
/// <param name="Parameters">Parameters, before BatchNorm is folded.</param>
/// <param name="Macs">Multiply-accumulates for one image, before BatchNorm is folded.</param>
/// <param name="Bytes">Size of its finished ONNX file.</param>
/// <param name="Metric">The task's metric on the test split, 0 to 1, measured in ONNX Runtime.</param>
/// <param name="Latency">Time of one image in ONNX Runtime.</param>
public sealed record MeasuredModel(long Parameters, long Macs, long Bytes, double Metric, Latency Latency)
{
    /// <summary>How well it does on each class; empty in reports older than this figure.</summary>
    public IReadOnlyList<MeasuredClass> Classes { get; init; } = [];

    /// <summary>Of a classifier: which classes it takes for which others, the most frequent first, at most 1000.</summary>
    public IReadOnlyList<ConfusedClasses> Confusions { get; init; } = [];
}

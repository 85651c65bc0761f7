namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>The model to start from: an untrained architecture of the zoo, an ONNX file, or a network of Darknet. Exactly one of them.</summary>
public sealed record ModelOptions
{
    /// <summary>Name of an architecture of the zoo, for instance <c>yolov4-tiny</c>.</summary>
    public string? Zoo { get; init; }

    /// <summary>Options of that architecture, for instance <c>inputSize</c> and <c>width</c>; its own defaults fill the rest.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Path of an ONNX file, relative to the manifest.</summary>
    [ProjectPath]
    public string? Onnx { get; init; }

    /// <summary>A network of Darknet; its classes get the data set's names.</summary>
    [OmittedByDefault]
    public DarknetFiles? Darknet { get; init; }

    /// <summary>Whether the model comes with weights worth keeping.</summary>
    internal bool IsTrained => Zoo is null && Darknet is not { Weights: null };
}

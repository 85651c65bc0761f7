using Microsoft.ML.OnnxRuntime;

namespace ModelNamespace;

/// <summary>What the generator writes around the detector's source, with a model that each test gives.</summary>
internal static partial class ModelClass
{
    private static readonly AsyncLocal<byte[]> Model = new();

    public static IReadOnlyList<string> Labels { get; } = [.. Enumerable.Range(0, 80).Select(index => $"class{index}")];

    public static InferenceSession CreateSession(SessionOptions? options = null) => options is null ? new(Model.Value!) : new(Model.Value!, options);

    public static Detector DetectorOf(byte[] model)
    {
        Model.Value = model;
        return new();
    }
}

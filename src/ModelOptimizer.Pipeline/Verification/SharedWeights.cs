using System.Buffers;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ModelOptimizer.Graph;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>
/// A model whose weights are inputs, and those weights as they lie in memory. ONNX Runtime neither parses nor copies them so: a session is ready at
/// once, however large the model is.
/// </summary>
internal sealed class SharedWeights : IDisposable
{
    /// <summary>Smaller constants stay: operators may want to see them before they run.</summary>
    private const int SmallestBytes = 4096;

    private readonly List<MemoryHandle> pins = [];
    private readonly List<OrtValue> values = [];
    private readonly List<string> names = [];

    /// <summary>Takes the weights of <paramref name="graph"/>, whose tensors must stay as they are meanwhile.</summary>
    public SharedWeights(ModelGraph graph)
    {
        OnnxLibrary.Load();
        Graph = graph.Clone();
        foreach (var (name, tensor) in graph.Initializers.Where(pair => pair.Value is { Type: ElementType.Float32, ByteCount: >= SmallestBytes }))
        {
            Graph.Initializers.Remove(name);
            Graph.Inputs.Add(new(name, tensor.Type, [.. tensor.Shape.Select(length => new Dimension(length))]));
            names.Add(name);
            values.Add(Share(tensor));
        }
    }

    /// <summary>The model without the weights.</summary>
    public ModelGraph Graph { get; }

    /// <summary>The names of the inputs that are weights.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>The weights.</summary>
    public IReadOnlyList<OrtValue> Values => values;

    /// <inheritdoc/>
    public void Dispose()
    {
        values.ForEach(value => value.Dispose());
        pins.ForEach(pin => pin.Dispose());
    }

    private unsafe OrtValue Share(TensorData tensor)
    {
        var pin = tensor.Memory.Pin();
        pins.Add(pin);
        return OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, TensorElementType.Float, [.. tensor.Shape], (nint)pin.Pointer, tensor.Bytes.Length);
    }
}

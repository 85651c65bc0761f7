using Google.Protobuf;
using ModelOptimizer.Graph.Onnx.Wire;

namespace ModelOptimizer.Graph.Onnx;

/// <summary>A parsed model whose initializers refer to the bytes that it was parsed from.</summary>
/// <param name="Model">The model, its graph without initializers.</param>
/// <param name="Initializers">The initializers, each without its raw data and with where that is; null where it has none.</param>
internal sealed record WireModel(ModelProto Model, IReadOnlyList<(TensorProto Tensor, ReadOnlyMemory<byte>? Raw)> Initializers)
{
    private const int Graph = 7;
    private const int Initializer = 5;
    private const int RawData = 9;

    /// <summary>Parses a model; its <see cref="ModelProto.Graph"/> is null where the bytes hold none.</summary>
    /// <exception cref="InvalidDataException">The bytes are malformed.</exception>
    public static WireModel Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var outer = WireMessage.Split(bytes, Graph);
            var model = ModelProto.Parser.ParseFrom(outer.Rest.Span);
            var initializers = new List<(TensorProto, ReadOnlyMemory<byte>?)>();

            // Parts of a message that occurs twice are merged, as the wire format wants it.
            foreach (var part in outer.Contents)
            {
                var graph = WireMessage.Split(part, Initializer);
                (model.Graph ??= new()).MergeFrom(graph.Rest.Span);
                foreach (var tensor in graph.Contents)
                {
                    var parts = WireMessage.Split(tensor, RawData);
                    initializers.Add((TensorProto.Parser.ParseFrom(parts.Rest.Span), parts.Contents.Count > 0 ? parts.Contents[^1] : (ReadOnlyMemory<byte>?)null));
                }
            }

            return new(model, initializers);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    /// <summary>The size of a graph's message, summed up without writing its constants.</summary>
    public static long SizeOf(ModelGraph graph)
    {
        var empty = graph.Clone();
        empty.Initializers.Clear();
        var rest = GraphWriter.Write(empty);
        var inner = (long)rest.Graph.CalculateSize();
        var outer = rest.CalculateSize() - SizeOfField(inner);
        foreach (var (name, tensor) in graph.Initializers)
        {
            inner += SizeOfField(TensorFormat.SizeOf(name, tensor));
        }

        return outer + SizeOfField(inner);
    }

    /// <summary>The size of a field of so many bytes: one for its tag (all fields with contents are among the first fifteen), its length, and those.</summary>
    public static long SizeOfField(long length) => 1 + CodedOutputStream.ComputeUInt64Size((ulong)length) + length;
}

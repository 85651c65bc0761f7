using System.Runtime.InteropServices;
using Google.Protobuf;
using ModelOptimizer.Graph.Onnx.Wire;

namespace ModelOptimizer.Graph.Onnx;

/// <summary>
/// Tensors between the wire format, which has three places for their content (raw bytes, typed fields, another file), and raw bytes.
/// A tensor whose elements have no fixed size keeps its serialized message as content.
/// </summary>
internal static class TensorFormat
{
    /// <summary>Reads a tensor.</summary>
    /// <param name="source">The message.</param>
    /// <param name="external">Where external data is found.</param>
    /// <param name="raw">Its raw bytes where they were left out of the message.</param>
    public static TensorData Read(TensorProto source, ExternalData external, ReadOnlyMemory<byte>? raw = null)
    {
        try
        {
            var type = (ElementType)source.DataType;
            var isExternal = source.DataLocation == TensorProto.Types.DataLocation.External;
            return new(type, [.. source.Dims],
                isExternal && type.Size() == 0 ? throw new GraphException($"external data of the type {type} is not supported.")
                : isExternal ? external.Read(source.ExternalData)
                : type.Size() == 0 ? Nameless(source, raw)
                : raw is { } content ? content
                : source.HasRawData ? source.RawData.Memory
                : TypedContent(type, source));
        }
        catch (GraphException error)
        {
            throw new GraphException($"the constant '{source.Name}' is invalid: {error.Message}", error);
        }
    }

    public static TensorProto Write(string name, TensorData tensor)
    {
        if (tensor.Type.Size() == 0)
        {
            return Named(name, TensorProto.Parser.ParseFrom(tensor.Bytes));
        }

        var target = Header(tensor);
        target.RawData = UnsafeByteOperations.UnsafeWrap(tensor.Memory);
        return Named(name, target);
    }

    /// <summary>The size of what <see cref="Write"/> makes. The content is not looked at where the shape tells its size.</summary>
    public static long SizeOf(string name, TensorData tensor) => tensor.Type.Size() == 0
        ? Write(name, tensor).CalculateSize()
        : Named(name, Header(tensor)).CalculateSize() + WireModel.SizeOfField(tensor.ByteCount);

    private static TensorProto Header(TensorData tensor) => new() { DataType = (int)tensor.Type, Dims = { tensor.Shape } };

    private static TensorProto Named(string name, TensorProto target)
    {
        if (name.Length > 0)
        {
            target.Name = name;
        }

        return target;
    }

    private static byte[] Nameless(TensorProto source, ReadOnlyMemory<byte>? raw)
    {
        var copy = source.Clone();
        if (raw is { } content)
        {
            copy.RawData = UnsafeByteOperations.UnsafeWrap(content);
        }

        copy.ClearName();
        return copy.ToByteArray();
    }

    private static byte[] TypedContent(ElementType type, TensorProto source) => type switch
    {
        ElementType.Float32 => Bytes(source.FloatData.ToArray()),
        ElementType.Float64 => Bytes(source.DoubleData.ToArray()),
        ElementType.Int64 => Bytes(source.Int64Data.ToArray()),
        ElementType.UInt64 => Bytes(source.Uint64Data.ToArray()),
        ElementType.UInt32 => Bytes(source.Uint64Data.Select(value => (uint)value).ToArray()),
        ElementType.Int32 => Bytes(source.Int32Data.ToArray()),
        _ when type.Size() == 2 => Bytes(source.Int32Data.Select(value => (ushort)value).ToArray()),
        _ => source.Int32Data.Select(value => (byte)value).ToArray(),
    };

    private static byte[] Bytes<T>(T[] values) where T : struct => MemoryMarshal.AsBytes<T>(values).ToArray();
}

using System.Runtime.InteropServices;

namespace ModelOptimizer.Graph;

/// <summary>A constant tensor: element type, shape and little-endian row-major content. Treated as immutable: rewrites make new ones.</summary>
public sealed class TensorData
{
    private readonly Lazy<ReadOnlyMemory<byte>> _bytes;

    /// <summary>Wraps <paramref name="bytes"/> without copying.</summary>
    /// <exception cref="GraphException">The byte count does not fit the shape.</exception>
    public TensorData(ElementType type, IReadOnlyList<long> shape, ReadOnlyMemory<byte> bytes) : this(type, shape, new Lazy<ReadOnlyMemory<byte>>(bytes))
    {
        if (type.Size() is var size and > 0 && (Int128)Count * size != bytes.Length)
        {
            throw new GraphException($"A {type} tensor of shape [{string.Join(", ", shape)}] needs {(Int128)Count * size} bytes but has {bytes.Length}.");
        }
    }

    /// <summary>A tensor whose content is computed when it is first read; it must fit the shape.</summary>
    internal TensorData(ElementType type, IReadOnlyList<long> shape, Lazy<ReadOnlyMemory<byte>> bytes)
    {
        var count = (Int128)1;
        foreach (var dimension in shape)
        {
            count = dimension >= 0 ? count * dimension : throw new GraphException($"A tensor has the negative dimension {dimension}.");
            if (count > long.MaxValue)
            {
                throw new GraphException($"A tensor of shape [{string.Join(", ", shape)}] is too large.");
            }
        }

        Type = type;
        Shape = shape;
        Count = (long)count;
        _bytes = bytes;
    }

    /// <summary>The element type.</summary>
    public ElementType Type { get; }

    /// <summary>The dimensions; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>The size of the content in bytes.</summary>
    public long ByteCount => Type.Size() is var size and > 0 ? Count * size : Bytes.Length;

    /// <summary>The raw content.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Value.Span;

    /// <summary>The raw content, to be handed on without copying.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.Value;

    /// <summary>The content as float32.</summary>
    /// <exception cref="GraphException">The tensor is of another type.</exception>
    public ReadOnlySpan<float> Floats => As<float>(ElementType.Float32);

    /// <summary>The content as int64.</summary>
    /// <exception cref="GraphException">The tensor is of another type.</exception>
    public ReadOnlySpan<long> Int64s => As<long>(ElementType.Int64);

    /// <summary>A float32 tensor with a copy of <paramref name="values"/>.</summary>
    public static TensorData Of(IReadOnlyList<long> shape, ReadOnlySpan<float> values) =>
        new(ElementType.Float32, shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>An int64 tensor with a copy of <paramref name="values"/>.</summary>
    public static TensorData Of(IReadOnlyList<long> shape, ReadOnlySpan<long> values) =>
        new(ElementType.Int64, shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>A float32 scalar (rank 0).</summary>
    public static TensorData Scalar(float value) => Of([], [value]);

    private ReadOnlySpan<T> As<T>(ElementType expected) where T : struct =>
        Type == expected ? MemoryMarshal.Cast<byte, T>(Bytes) : throw new GraphException($"A {expected} tensor was expected, this one is {Type}.");
}

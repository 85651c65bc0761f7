using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
        => ElementTypeOf(rawArray) switch
        {
            ScalarType.Bool => FromArray<bool>(rawArray, ScalarType.Bool, dtype, device, requires_grad, names),
            ScalarType.Byte => FromArray<byte>(rawArray, ScalarType.Byte, dtype, device, requires_grad, names),
            ScalarType.Int8 => FromArray<sbyte>(rawArray, ScalarType.Int8, dtype, device, requires_grad, names),
            ScalarType.Int16 => FromArray<short>(rawArray, ScalarType.Int16, dtype, device, requires_grad, names),
            ScalarType.Int32 => FromArray<int>(rawArray, ScalarType.Int32, dtype, device, requires_grad, names),
            ScalarType.Int64 => FromArray<long>(rawArray, ScalarType.Int64, dtype, device, requires_grad, names),
            ScalarType.Float32 => FromArray<float>(rawArray, ScalarType.Float32, dtype, device, requires_grad, names),
            _ => FromArray<double>(rawArray, ScalarType.Float64, dtype, device, requires_grad, names),
        };

    /// <summary>A tensor over the memory of an array, which stays pinned until no tensor uses it.</summary>
    public static unsafe Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        if (rawArray.Rank != 1)
            throw new ArgumentException("frombuffer takes a one-dimensional array", nameof(rawArray));
        if (ElementTypeOf(rawArray) != dtype)
            throw new ArgumentException($"An array of {rawArray.GetType().GetElementType()} does not hold elements of {dtype}", nameof(dtype));
        if (count < 0)
            count = rawArray.LongLength - offset;
        if (offset < 0 || offset + count > rawArray.LongLength)
            throw new ArgumentOutOfRangeException(nameof(count), $"offset {offset} and count {count} do not fit into {rawArray.LongLength} elements");
        var pin = GCHandle.Alloc(rawArray, GCHandleType.Pinned);
        var size = rawArray.LongLength == 0 ? 0 : Buffer.ByteLength(rawArray) / rawArray.LongLength;
        var start = (byte*)pin.AddrOfPinnedObject() + (offset * size);
        var result = Native.at_from_blob(start, [count], 1, (sbyte)dtype, &Unpin, GCHandle.ToIntPtr(pin));
        return requires_grad ? result.requires_grad_() : result;
    }

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) => data.to(dtype ?? data.dtype, device ?? CPU);

    public static Tensor as_tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    public static Tensor as_tensor(long[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    [UnmanagedCallersOnly]
    private static void Unpin(nint pin) => GCHandle.FromIntPtr(pin).Free();

    private static unsafe Tensor FromData<T>(
        ReadOnlySpan<T> data, ReadOnlySpan<long> shape, ScalarType own, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null)
        where T : unmanaged
    {
        _ = new Factory(dtype, device, requires_grad, names);
        var elements = 1L;
        foreach (var size in shape)
            elements *= size;
        if (elements != data.Length)
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {data.Length} elements for shape [{string.Join(", ", shape.ToArray())}]");
        Tensor result;
        fixed (T* start = data)
            result = Native.at_tensor(start, shape, shape.Length, (sbyte)own);
        if (dtype is { } wanted && wanted != own)
            result = result.to(wanted, disposeAfter: true);
        return requires_grad ? result.requires_grad_() : result;
    }

    private static Tensor FromArray<T>(Array array, ScalarType own, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
        where T : unmanaged
        => FromData(AllOf<T>(array), ShapeOf(array), own, dtype, device, requires_grad, names);

    private static ScalarType ElementTypeOf(Array array) => array.GetType().GetElementType() switch
    {
        var t when t == typeof(bool) => ScalarType.Bool,
        var t when t == typeof(byte) => ScalarType.Byte,
        var t when t == typeof(sbyte) => ScalarType.Int8,
        var t when t == typeof(short) => ScalarType.Int16,
        var t when t == typeof(int) => ScalarType.Int32,
        var t when t == typeof(long) => ScalarType.Int64,
        var t when t == typeof(float) => ScalarType.Float32,
        var t when t == typeof(double) => ScalarType.Float64,
        var t => throw new NotSupportedException($"A tensor of {t} is not supported"),
    };

    private static ReadOnlySpan<T> AllOf<T>(Array array)
        where T : unmanaged
        => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private static long[] ShapeOf(Array array)
    {
        var shape = new long[array.Rank];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = array.GetLongLength(i);
        return shape;
    }
}

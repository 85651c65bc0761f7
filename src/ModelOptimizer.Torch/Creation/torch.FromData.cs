using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <summary>A tensor over the memory of an array; a converted copy for another element type.</summary>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        _ = new Factory(dtype, device, requires_grad, names);
        var own = ElementTypeOf(rawArray);
        var result = Over(rawArray, own, 0, ShapeOf(rawArray));
        if (dtype is { } wanted && wanted != own)
            result = result.to(wanted, disposeAfter: true);
        return requires_grad ? result.requires_grad_() : result;
    }

    /// <summary>A tensor over the memory of an array, which stays pinned until no tensor uses it; a converted copy for another element type.</summary>
    /// <exception cref="ArgumentException">The offset is outside the array, as is every offset into an empty one.</exception>
    /// <exception cref="IndexOutOfRangeException">The array has fewer elements.</exception>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        if (offset < 0 || offset >= rawArray.LongLength)
            throw new ArgumentException($"offset {offset} is outside an array of {rawArray.LongLength} elements", nameof(offset));
        if (count < 0)
            count = rawArray.LongLength - offset;
        if (count > rawArray.LongLength - offset)
            throw new IndexOutOfRangeException($"{count} elements from offset {offset} are more than the array's {rawArray.LongLength}");
        var own = ElementTypeOf(rawArray);
        var result = Over(rawArray, own, offset, [count]);
        if (requires_grad)
            result.requires_grad_();
        return dtype == own ? result : result.to(dtype, disposeAfter: true);
    }

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) => data.to(dtype ?? data.dtype, device ?? CPU);

    public static Tensor as_tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null) => from_array(rawArray, dtype, device);

    public static Tensor as_tensor(long[] rawArray, ScalarType? dtype = null, Device? device = null) => from_array(rawArray, dtype, device);

    private static unsafe Tensor Over(Array array, ScalarType own, long offset, ReadOnlySpan<long> shape)
    {
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        var start = (byte*)pin.AddrOfPinnedObject() + (offset * own.ElementSize());
        return Native.at_from_blob(start, shape, shape.Length, (sbyte)own, &Unpin, GCHandle.ToIntPtr(pin));
    }

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

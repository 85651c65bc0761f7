using System.Collections;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor in row-major order, whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly bool contiguous;
    private readonly T* data;
    private torch.Tensor? tensor;

    internal TensorAccessor(torch.Tensor tensor)
    {
        this.tensor = tensor;
        shape = tensor.shape;
        strides = tensor.stride();
        contiguous = tensor.is_contiguous();
        data = (T*)Native.at_data(tensor);
        Count = tensor.numel();
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => *Element(indices);
        set => *Element(indices) = value;
    }

    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result.AsSpan());
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var n = (int)Math.Min(target.Length, Count - tensorIndex);
        if (contiguous)
            new ReadOnlySpan<T>(data + tensorIndex, n).CopyTo(target);
        else
            for (var i = 0; i < n; i++)
                target[i] = data[Offset(tensorIndex + i)];
        GC.KeepAlive(tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var n = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        var source = array.Slice(arrayIndex, n);
        if (contiguous)
            source.CopyTo(new Span<T>(data + tensorIndex, n));
        else
            for (var i = 0; i < n; i++)
                data[Offset(tensorIndex + i)] = source[i];
        GC.KeepAlive(tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0L; i < Count; i++)
            yield return At(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => tensor = null;

    private T At(long index) => data[Offset(index)];

    private T* Element(long[] indices)
    {
        if (indices.Length == 1)
            return indices[0] >= 0 && indices[0] < Count ? data + Offset(indices[0]) : throw new IndexOutOfRangeException();
        if (indices.Length != shape.Length)
            throw new ArgumentException($"{shape.Length} indices expected, not {indices.Length}");
        var offset = 0L;
        for (var d = 0; d < shape.Length; d++)
            offset += indices[d] >= 0 && indices[d] < shape[d] ? indices[d] * strides[d] : throw new IndexOutOfRangeException();
        return data + offset;
    }

    private long Offset(long index)
    {
        if (contiguous)
            return index;
        var offset = 0L;
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            (index, var at) = Math.DivRem(index, shape[d]);
            offset += at * strides[d];
        }
        return offset;
    }
}

using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Surgery;

/// <summary>Taking positions along an axis of a tensor.</summary>
internal static class TensorSlicing
{
    /// <summary>The entries at <paramref name="positions"/> along <paramref name="axis"/>, in that order.</summary>
    public static TensorData Take(this TensorData tensor, int axis, ReadOnlySpan<int> positions)
    {
        var shape = tensor.Shape.ToArray();
        var width = (int)shape[axis];
        if (positions.Length == width)
        {
            return tensor;
        }

        shape[axis] = positions.Length;
        var inner = tensor.Type.Size();
        for (var after = axis + 1; after < shape.Length; after++)
        {
            inner *= (int)shape[after];
        }

        var source = tensor.Bytes;
        var outer = width * inner == 0 ? 0 : source.Length / (width * inner);
        var bytes = new byte[outer * positions.Length * inner];
        var written = bytes.AsSpan();
        for (var block = 0; block < outer; block++)
        {
            foreach (var position in positions)
            {
                source.Slice(((block * width) + position) * inner, inner).CopyTo(written);
                written = written[inner..];
            }
        }

        return new(tensor.Type, shape, bytes);
    }
}

using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Surgery;

/// <summary>Taking positions along axes of a tensor.</summary>
internal static class TensorSlicing
{
    /// <summary>The entries at the kept positions along each axis, in their order. One pass: weights are cut along two axes at once.</summary>
    public static TensorData Take(this TensorData tensor, IEnumerable<(int Axis, int[] Positions)> kept)
    {
        var cuts = kept.Where(cut => cut.Positions.Length != tensor.Shape[cut.Axis]).OrderBy(cut => cut.Axis).ToList();
        if (cuts.Count == 0)
        {
            return tensor;
        }

        var shape = tensor.Shape.ToArray();
        var levels = new Level[cuts.Count];
        for (var index = 0; index < levels.Length; index++)
        {
            var (axis, positions) = cuts[index];
            shape[axis] = positions.Length;
            var inner = tensor.Type.Size();
            for (var after = axis + 1; after < shape.Length; after++)
            {
                inner *= (int)tensor.Shape[after];
            }

            levels[index] = new((int)tensor.Shape[axis], inner, positions);
        }

        var bytes = GC.AllocateUninitializedArray<byte>((int)shape.Aggregate(1L, (count, length) => count * length) * tensor.Type.Size());
        Copy(tensor.Bytes, bytes, levels);
        return new(tensor.Type, shape, bytes);
    }

    /// <summary>Copies what is kept; returns the number of bytes.</summary>
    private static int Copy(ReadOnlySpan<byte> source, Span<byte> target, ReadOnlySpan<Level> levels)
    {
        var (width, inner, positions) = levels[0];
        var written = 0;
        for (var block = 0; block < source.Length; block += width * inner)
        {
            for (var first = 0; first < positions.Length;)
            {
                // Neighbours go together.
                var end = first + 1;
                while (levels.Length == 1 && end < positions.Length && positions[end] == positions[end - 1] + 1)
                {
                    end++;
                }

                var run = source.Slice(block + (positions[first] * inner), (end - first) * inner);
                if (levels.Length == 1)
                {
                    run.CopyTo(target[written..]);
                    written += run.Length;
                }
                else
                {
                    written += Copy(run, target[written..], levels[1..]);
                }

                first = end;
            }
        }

        return written;
    }

    private readonly record struct Level(int Width, int Inner, int[] Positions);
}

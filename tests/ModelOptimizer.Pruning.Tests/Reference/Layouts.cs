namespace ModelOptimizer.Pruning.Tests.Reference;

/// <summary>Operators that join, take and reorder the elements of whole tensors, by the letter of the ONNX operator reference.</summary>
internal static class Layouts
{
    public static Activations Concat(List<Activations> parts, int axis)
    {
        var shape = (int[])parts[0].Shape.Clone();
        shape[axis] = parts.Sum(part => part.Shape[axis]);
        var outer = shape.Take(axis).Aggregate(1, (product, size) => product * size);
        var values = new List<float>();
        for (var block = 0; block < outer; block++)
        {
            foreach (var part in parts)
            {
                values.AddRange(part.Values.AsSpan(block * (part.Count / outer), part.Count / outer));
            }
        }

        return new(shape, [.. values]);
    }

    public static Activations[] Split(Activations x, int axis, long[] sizes)
    {
        Assert.Equal(x.Shape[axis], sizes.Sum());
        var start = 0;
        return Array.ConvertAll(sizes, size =>
        {
            var part = Take(x, axis, [.. Enumerable.Range(start, (int)size)]);
            start += (int)size;
            return part;
        });
    }

    public static Activations Take(Activations x, int axis, int[] positions)
    {
        var inner = x.Shape.Skip(axis + 1).Aggregate(1, (product, size) => product * size);
        var outer = x.Shape.Take(axis).Aggregate(1, (product, size) => product * size);
        var values = new List<float>();
        for (var block = 0; block < outer; block++)
        {
            foreach (var position in positions)
            {
                values.AddRange(x.Values.AsSpan(((block * x.Shape[axis]) + position) * inner, inner));
            }
        }

        var shape = (int[])x.Shape.Clone();
        shape[axis] = positions.Length;
        return new(shape, [.. values]);
    }

    public static Activations Pad(Activations x, long[] pads)
    {
        var y = Activations.Zeros([.. x.Shape.Select((size, axis) => size + (int)pads[axis] + (int)pads[axis + 4])]);
        y.Fill((n, c, row, column) =>
        {
            var (sourceC, sourceY, sourceX) = (c - (int)pads[1], row - (int)pads[2], column - (int)pads[3]);
            return sourceC >= 0 && sourceC < x.Shape[1] && sourceY >= 0 && sourceY < x.Shape[2] && sourceX >= 0 && sourceX < x.Shape[3]
                ? x.At(n, sourceC, sourceY, sourceX)
                : 0;
        });
        return y;
    }

    public static Activations Reshape(Activations x, long[] target)
    {
        int[] shape = [.. target.Select((size, axis) => size == 0 ? x.Shape[axis] : (int)size)];
        var open = Array.IndexOf(shape, -1);
        if (open >= 0)
        {
            shape[open] = -x.Count / shape.Aggregate(1, (product, size) => product * size);
        }

        Assert.Equal(x.Count, shape.Aggregate(1, (product, size) => product * size));
        return x with { Shape = shape };
    }

    public static Activations Transpose(Activations x, long[] permutation)
    {
        int[] shape = [.. permutation.Select(axis => x.Shape[axis])];
        var y = new Activations(shape, new float[x.Count]);
        for (var index = 0; index < y.Count; index++)
        {
            var coordinates = new int[shape.Length];
            for (var (axis, rest) = (shape.Length - 1, index); axis >= 0; rest /= shape[axis--])
            {
                coordinates[permutation[axis]] = rest % shape[axis];
            }

            var source = 0;
            for (var axis = 0; axis < shape.Length; axis++)
            {
                source = (source * x.Shape[axis]) + coordinates[axis];
            }

            y.Values[index] = x.Values[source];
        }

        return y;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Criteria;

/// <summary>
/// FPGM: the mean distance of a filter to the other filters of its layer. Filters near the geometric median are replaceable by the others, however
/// large they are (arXiv 1811.00250, eq. 5). Quadratic in the width of a layer.
/// </summary>
public sealed class GeometricMedian : ICriterion
{
    /// <inheritdoc/>
    public string Name => "fpgm";

    /// <inheritdoc/>
    public float[] Score(ModelGraph graph, ChannelCoupling coupling, Aggregation aggregation) =>
        MemberScores.OfLayers(coupling, aggregation, layer => Distances(Rows(graph.Initializers[layer.Initializer], layer.Channels.Axis), layer.Channels.Width));

    /// <summary>The mean distance of each of <paramref name="count"/> filters, which lie one after another, to all.</summary>
    private static float[] Distances(ReadOnlySpan<float> filters, int count)
    {
        var size = filters.Length / count;
        var sums = new float[count];
        for (var one = 0; one < count; one++)
        {
            for (var other = one + 1; other < count; other++)
            {
                var distance = Distance(filters.Slice(one * size, size), filters.Slice(other * size, size));
                sums[one] += distance / count;
                sums[other] += distance / count;
            }
        }

        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Distance(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sums = Vector256<float>.Zero;
        var index = 0;
        for (; index <= one.Length - Vector256<float>.Count; index += Vector256<float>.Count)
        {
            var difference = Vector256.Create(one[index..]) - Vector256.Create(other[index..]);
            sums += difference * difference;
        }

        var sum = Vector256.Sum(sums);
        for (; index < one.Length; index++)
        {
            sum += (one[index] - other[index]) * (one[index] - other[index]);
        }

        return MathF.Sqrt(sum);
    }

    /// <summary>The slices along an axis, one after another.</summary>
    private static ReadOnlySpan<float> Rows(TensorData weight, int axis)
    {
        var (outer, width) = (1, (int)weight.Shape[axis]);
        for (var before = 0; before < axis; before++)
        {
            outer *= (int)weight.Shape[before];
        }

        if (outer == 1)
        {
            return weight.Floats;
        }

        var source = weight.Floats;
        var inner = (int)(weight.Count / outer / width);
        var rows = new float[source.Length];
        for (var row = 0; row < outer; row++)
        {
            for (var slice = 0; slice < width; slice++)
            {
                source.Slice(((row * width) + slice) * inner, inner).CopyTo(rows.AsSpan(((slice * outer) + row) * inner));
            }
        }

        return rows;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Criteria;

/// <summary>
/// The sum of absolute values (L1) or of squares (L2) of each slice of a tensor along an axis. Vectors have a fixed width, so that every
/// processor adds in the same order. The loops are compiled at once for the processor at hand: a short run is over before they would be noticed as hot.
/// </summary>
internal static class SliceSums
{
    /// <summary>One sum per position along <paramref name="axis"/>.</summary>
    /// <param name="tensor">A weight.</param>
    /// <param name="axis">0 or 1.</param>
    /// <param name="norm">What is summed.</param>
    /// <param name="factors">What the entries are multiplied with before.</param>
    public static float[] Of(TensorData tensor, int axis, WeightNorm norm, OutputFactors factors = default)
    {
        var sums = new float[tensor.Shape[axis]];
        if (axis == 0)
        {
            SumRows(sums, tensor, norm, factors.Axis == 1 ? factors : OutputFactors.None);
        }
        else
        {
            SumColumns(sums, tensor, norm, factors.Axis == 0 ? factors : OutputFactors.None);
        }

        for (var slice = 0; factors.Axis == axis && slice < sums.Length; slice++)
        {
            sums[slice] *= Size(factors[slice], norm);
        }

        return sums;
    }

    private static void SumRows(float[] sums, TensorData tensor, WeightNorm norm, OutputFactors factors)
    {
        var values = tensor.Floats;
        var row = values.Length / sums.Length;
        var run = factors.Values is null ? row : row / factors.Values.Length;
        for (var start = 0; start < values.Length; start += run)
        {
            sums[start / row] += Sum(values.Slice(start, run), norm) * Size(factors[start % row / run], norm);
        }
    }

    /// <summary>Adds up whole rows first: their slices are short.</summary>
    private static void SumColumns(float[] sums, TensorData tensor, WeightNorm norm, OutputFactors factors)
    {
        var values = tensor.Floats;
        var row = new float[values.Length / tensor.Shape[0]];
        for (var start = 0; start < values.Length; start += row.Length)
        {
            Accumulate(row, values.Slice(start, row.Length), norm, Size(factors[start / row.Length], norm));
        }

        for (var entry = 0; entry < row.Length; entry++)
        {
            sums[entry / (row.Length / sums.Length)] += row[entry];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Sum(ReadOnlySpan<float> values, WeightNorm norm)
    {
        var sums = Vector256<float>.Zero;
        for (; values.Length >= Vector256<float>.Count; values = values[Vector256<float>.Count..])
        {
            sums += Size(Vector256.Create(values), norm);
        }

        var sum = Vector256.Sum(sums);
        foreach (var value in values)
        {
            sum += Size(value, norm);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate(Span<float> sums, ReadOnlySpan<float> values, WeightNorm norm, float factor)
    {
        for (; values.Length >= Vector256<float>.Count; values = values[Vector256<float>.Count..], sums = sums[Vector256<float>.Count..])
        {
            (Vector256.Create((ReadOnlySpan<float>)sums) + (Size(Vector256.Create(values), norm) * factor)).CopyTo(sums);
        }

        for (var index = 0; index < values.Length; index++)
        {
            sums[index] += Size(values[index], norm) * factor;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Size(Vector256<float> values, WeightNorm norm) => norm == WeightNorm.L1 ? Vector256.Abs(values) : values * values;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Size(float value, WeightNorm norm) => norm == WeightNorm.L1 ? MathF.Abs(value) : value * value;
}

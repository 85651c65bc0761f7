using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>Padding by amounts before and after each of the last axes.</summary>
internal static class Padding
{
    /// <summary><paramref name="input"/> with <paramref name="value"/> around it.</summary>
    public static Tensor Constant(Tensor input, long[] before, long[] after, double value) =>
        functional.pad(input, InnermostFirst(before, after), value: value);

    /// <summary>Axis by axis, how much <paramref name="left"/> is larger.</summary>
    public static long[] Difference(long[] left, long[] right)
    {
        var difference = new long[left.Length];
        for (var axis = 0; axis < difference.Length; axis++)
        {
            difference[axis] = left[axis] - right[axis];
        }

        return difference;
    }

    // ONNX lists all begins, then all ends; torch lists pairs, the last axis first.
    private static long[] InnermostFirst(long[] before, long[] after)
    {
        var pairs = new long[2 * before.Length];
        for (var pair = 0; pair < before.Length; pair++)
        {
            (pairs[2 * pair], pairs[(2 * pair) + 1]) = (before[^(pair + 1)], after[^(pair + 1)]);
        }

        return pairs;
    }
}

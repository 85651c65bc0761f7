using ModelOptimizer.Graph;

namespace ModelOptimizer.Training.Operators;

/// <summary>ONNX Resize along one axis in its general form: which elements of the operand make up an element of the result, and by what weights.</summary>
internal sealed class Interpolation(Node node, string mode, string coordinates, string rounding)
{
    private readonly double _cubic = node.Float("cubic_coeff_a", -0.75f);
    private readonly bool _excludesOutside = node.Int("exclude_outside", 0) != 0;

    /// <summary>Weights <c>[before, after]</c>, and by element of the result whether its source lies outside (only where a region was cropped).</summary>
    public (float[] Weights, float[] Outside) Matrix(ResizedAxis axis)
    {
        var (weights, outside) = (new float[axis.Before * axis.After], new float[axis.After]);
        for (var target = 0; target < axis.After; target++)
        {
            var source = Source(axis, target);
            if (coordinates == "tf_crop_and_resize" && (source < 0 || source > axis.Before - 1))
            {
                outside[target] = 1;
                continue;
            }

            var (first, taps) = Taps(source, axis);
            var sum = 0.0;
            for (var tap = 0; tap < taps.Length; tap++)
            {
                taps[tap] = _excludesOutside && (first + tap < 0 || first + tap >= axis.Before) ? 0 : taps[tap];
                sum += taps[tap];
            }

            for (var tap = 0; tap < taps.Length; tap++)
            {
                weights[(Math.Clamp(first + tap, 0, axis.Before - 1) * axis.After) + target] += (float)(taps[tap] / sum);
            }
        }

        return (weights, outside);
    }

    /// <summary>The nearest element of the operand for each element of the result.</summary>
    public long[] Nearest(ResizedAxis axis)
    {
        var sources = new long[axis.After];
        for (var target = 0; target < sources.Length; target++)
        {
            sources[target] = Math.Clamp(Rounded(Source(axis, target), axis), 0, axis.Before - 1);
        }

        return sources;
    }

    private double Source(ResizedAxis axis, int target) => coordinates switch
    {
        "half_pixel" => ((target + 0.5) / axis.Scale) - 0.5,
        "pytorch_half_pixel" => axis.After > 1 ? ((target + 0.5) / axis.Scale) - 0.5 : 0,
        "half_pixel_symmetric" => (axis.Before / 2.0 * (1 - (axis.After / (axis.Scale * axis.Before)))) + ((target + 0.5) / axis.Scale) - 0.5,
        "align_corners" => axis.After > 1 ? target * (axis.Before - 1.0) / (axis.After - 1) : 0,
        "asymmetric" => target / axis.Scale,
        "tf_half_pixel_for_nn" => (target + 0.5) / axis.Scale,
        "tf_crop_and_resize" when axis.After == 1 => 0.5 * (axis.Start + axis.End) * (axis.Before - 1),
        "tf_crop_and_resize" => (axis.Start * (axis.Before - 1)) + (target * (axis.End - axis.Start) * (axis.Before - 1) / (axis.After - 1)),
        _ => throw new TrainingException($"{node} cannot be executed for training: coordinates '{coordinates}'."),
    };

    private (long First, double[] Weights) Taps(double source, ResizedAxis axis)
    {
        var floor = (long)Math.Floor(source);
        var near = source - floor;
        return mode switch
        {
            "nearest" => (Rounded(source, axis), [1]),
            "linear" or "bilinear" => (floor, [1 - near, near]),
            "cubic" => (floor - 1, [Far(1 + near), Near(near), Near(1 - near), Far(2 - near)]),
            _ => throw new TrainingException($"{node} cannot be executed for training: mode '{mode}'."),
        };
    }

    private long Rounded(double source, ResizedAxis axis) => (long)(rounding switch
    {
        "round_prefer_floor" => Math.Ceiling(source - 0.5),
        "round_prefer_ceil" => Math.Floor(source + 0.5),
        "floor" => Math.Floor(source),
        "ceil" => Math.Ceiling(source),
        // What operator sets before 11 left open, ONNX Runtime decides so.
        "" => axis.Scale < 1 ? Math.Ceiling(source) : Math.Floor(source),
        _ => throw new TrainingException($"{node} cannot be executed for training: rounding '{rounding}'."),
    });

    // Keys 1981, equation 4, with the parameter a.
    private double Near(double x) => ((((_cubic + 2) * x) - (_cubic + 3)) * x * x) + 1;

    private double Far(double x) => _cubic * ((((((x - 5) * x) + 8) * x)) - 4);
}

using ModelOptimizer.Data.Batches;

namespace ModelOptimizer.Training.Distillation;

/// <summary>The positions of a feature map that objects cover.</summary>
internal static class ObjectRegion
{
    /// <summary>1 at each position whose cell an object's box touches, else 0.</summary>
    /// <param name="objects">The objects of each image, in input pixels.</param>
    /// <param name="map">Height and width of the feature map.</param>
    /// <param name="input">Height and width of the input.</param>
    /// <returns><c>[N, H * W]</c>, row-major.</returns>
    public static float[] Of(IReadOnlyList<IReadOnlyList<DetectionTarget>> objects, (int Height, int Width) map, (int Height, int Width) input)
    {
        var region = new float[objects.Count * map.Height * map.Width];
        var (scaleX, scaleY) = ((float)map.Width / input.Width, (float)map.Height / input.Height);
        for (var image = 0; image < objects.Count; image++)
        {
            foreach (var target in objects[image])
            {
                var (left, right) = Span(target.CenterX, target.Width, scaleX, map.Width);
                var (top, bottom) = Span(target.CenterY, target.Height, scaleY, map.Height);
                for (var y = top; y <= bottom; y++)
                {
                    region.AsSpan((((image * map.Height) + y) * map.Width) + left, right - left + 1).Fill(1);
                }
            }
        }

        return region;
    }

    // The first and the last cell that an object touches; always at least one.
    private static (int First, int Last) Span(float centre, float length, float scale, int cells)
    {
        var first = Math.Clamp((int)MathF.Floor((centre - (length / 2)) * scale), 0, cells - 1);
        return (first, Math.Clamp((int)MathF.Ceiling((centre + (length / 2)) * scale) - 1, first, cells - 1));
    }
}

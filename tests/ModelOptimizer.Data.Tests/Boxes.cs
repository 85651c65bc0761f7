using FsCheck;
using FsCheck.Fluent;
using ModelOptimizer.Data.Geometry;

namespace ModelOptimizer.Data.Tests;

/// <summary>Random boxes for property tests.</summary>
internal static class Boxes
{
    /// <summary>Boxes of at least 1 x 1 pixels within an image of the given size.</summary>
    public static Gen<BoundingBox> Within(int width, int height)
        => from x in Span(width)
           from y in Span(height)
           select new BoundingBox(x.From, y.From, x.To, y.To);

    public static bool AreClose(BoundingBox a, BoundingBox b, float tolerance)
        => MathF.Abs(a.X1 - b.X1) <= tolerance && MathF.Abs(a.Y1 - b.Y1) <= tolerance && MathF.Abs(a.X2 - b.X2) <= tolerance && MathF.Abs(a.Y2 - b.Y2) <= tolerance;

    private static Gen<(float From, float To)> Span(int length)
        => from start in Gen.Choose(0, (length - 1) * 4)
           from end in Gen.Choose(start + 4, length * 4)
           select (start / 4f, end / 4f);
}

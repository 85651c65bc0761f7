namespace ModelOptimizer.Data.Geometry;

/// <summary>An axis-aligned box between two corners, in continuous pixel coordinates: the left edge of the first pixel is 0, its right edge 1.</summary>
/// <param name="X1">Left edge.</param>
/// <param name="Y1">Top edge.</param>
/// <param name="X2">Right edge.</param>
/// <param name="Y2">Bottom edge.</param>
public readonly record struct BoundingBox(float X1, float Y1, float X2, float Y2)
{
    /// <summary>Horizontal extent; negative for an inverted box.</summary>
    public float Width => X2 - X1;

    /// <summary>Vertical extent; negative for an inverted box.</summary>
    public float Height => Y2 - Y1;

    /// <summary>Horizontal centre.</summary>
    public float CenterX => (X1 + X2) / 2;

    /// <summary>Vertical centre.</summary>
    public float CenterY => (Y1 + Y2) / 2;

    /// <summary>Area, 0 for an empty or inverted box.</summary>
    public float Area => MathF.Max(0, Width) * MathF.Max(0, Height);

    /// <summary>The box with the given centre and extent.</summary>
    public static BoundingBox FromCenter(float centerX, float centerY, float width, float height)
        => new(centerX - width / 2, centerY - height / 2, centerX + width / 2, centerY + height / 2);

    /// <summary>The common part of two boxes; has <see cref="Area"/> 0 where they do not meet.</summary>
    public BoundingBox Intersect(BoundingBox other)
        => new(MathF.Max(X1, other.X1), MathF.Max(Y1, other.Y1), MathF.Min(X2, other.X2), MathF.Min(Y2, other.Y2));

    /// <summary>Intersection over union, 0..1; 0 where both boxes are empty.</summary>
    public float IntersectionOverUnion(BoundingBox other)
    {
        var intersection = Intersect(other).Area;
        var union = Area + other.Area - intersection;
        return union > 0 ? intersection / union : 0;
    }

    /// <summary>The box limited to an image of the given size.</summary>
    public BoundingBox Clip(float width, float height)
        => new(Math.Clamp(X1, 0, width), Math.Clamp(Y1, 0, height), Math.Clamp(X2, 0, width), Math.Clamp(Y2, 0, height));
}

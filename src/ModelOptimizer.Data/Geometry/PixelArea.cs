namespace ModelOptimizer.Data.Geometry;

/// <summary>A rectangle of whole pixels: Left and Top inclusive, Right and Bottom exclusive.</summary>
internal readonly record struct PixelArea(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left;

    public int Height => Bottom - Top;

    public BoundingBox Edges => new(Left, Top, Right, Bottom);
}

namespace ModelOptimizer.Data.Geometry;

/// <summary>
/// Where a whole image lies on a canvas, in canvas pixels, and whether it is mirrored there. It may reach beyond the canvas. Independent of the
/// resolution at which the image happens to be decoded.
/// </summary>
internal readonly record struct ImagePlacement(float Left, float Top, float Width, float Height, bool MirroredX = false, bool MirroredY = false)
{
    /// <summary>Maps a box of an image of the given size to the canvas.</summary>
    public BoundingBox Map(BoundingBox box, int imageWidth, int imageHeight)
    {
        var (scaleX, scaleY) = (Width / imageWidth, Height / imageHeight);
        var (x1, x2) = MirroredX ? (imageWidth - box.X2, imageWidth - box.X1) : (box.X1, box.X2);
        var (y1, y2) = MirroredY ? (imageHeight - box.Y2, imageHeight - box.Y1) : (box.Y1, box.Y2);
        return new(Left + x1 * scaleX, Top + y1 * scaleY, Left + x2 * scaleX, Top + y2 * scaleY);
    }
}

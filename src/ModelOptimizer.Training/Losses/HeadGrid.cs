using ModelOptimizer.Graph.Detection;

namespace ModelOptimizer.Training.Losses;

/// <summary>Where the cells of one head lie among the rows of <see cref="HeadRows"/>.</summary>
/// <param name="Head">The head.</param>
/// <param name="FirstRow">Its first row.</param>
/// <param name="Width">Cells across.</param>
/// <param name="Height">Cells down.</param>
internal readonly record struct HeadGrid(DetectionHead Head, int FirstRow, int Width, int Height)
{
    /// <summary>Rows per image.</summary>
    public int RowsPerImage => Width * Height * Head.Anchors.Count;

    /// <summary>The grids of a detector's heads for a batch.</summary>
    public static HeadGrid[] Of(DetectorDescription detector, int images)
    {
        var grids = new HeadGrid[detector.Heads.Count];
        var row = 0;
        for (var index = 0; index < grids.Length; index++)
        {
            var head = detector.Heads[index];
            grids[index] = new(head, row, detector.InputWidth / head.Stride, detector.InputHeight / head.Stride);
            row += images * grids[index].RowsPerImage;
        }

        return grids;
    }

    /// <summary>The row of an anchor in a cell of an image.</summary>
    public int Row(int image, int x, int y, int anchor) => FirstRow + (((((image * Height) + y) * Width) + x) * Head.Anchors.Count) + anchor;
}

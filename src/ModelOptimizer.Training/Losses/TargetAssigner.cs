using ModelOptimizer.Data.Batches;
using ModelOptimizer.Graph.Detection;

namespace ModelOptimizer.Training.Losses;

/// <summary>
/// Assigns objects to cells and anchors as YOLOv4 does: the best anchor by shape, and every other one that fits well enough. A row that several objects
/// claim goes to the one whose shape fits best. Works on plain memory; not thread-safe, as it reuses its buffers.
/// </summary>
internal sealed class TargetAssigner(DetectorDescription detector, YoloLossOptions options)
{
    /// <summary>Limit on the exponent of a box size, which keeps untrained predictions finite.</summary>
    public const float MaximumLogSize = 8;

    private const float NeighbourReach = 2;
    private readonly List<Claim> _claims = [];
    private int[] _claimOfRow = [];

    /// <summary>Assigns the objects of a batch.</summary>
    /// <param name="rows">The joined raw heads, <c>[rows, 5 + classes]</c>.</param>
    /// <param name="targets">The objects of each image in input pixels.</param>
    public TargetAssignment Assign(ReadOnlySpan<float> rows, IReadOnlyList<IReadOnlyList<DetectionTarget>> targets)
    {
        var width = 5 + detector.Classes.Count;
        var grids = HeadGrid.Of(detector, targets.Count);
        var count = rows.Length / width;
        _claims.Clear();
        if (_claimOfRow.Length != count)
        {
            _claimOfRow = new int[count];
        }

        Array.Fill(_claimOfRow, -1);
        for (var image = 0; image < targets.Count; image++)
        {
            foreach (var target in targets[image])
            {
                ClaimAnchors(grids, image, target);
            }
        }

        var objectness = new float[count];
        var weights = new float[count];
        Array.Fill(weights, 1);
        Judge(grids, rows, width, targets, objectness, weights);
        return new([.. _claims.Select(claim => (long)claim.Row)], Constants(), objectness, weights);
    }

    private void ClaimAnchors(HeadGrid[] grids, int image, in DetectionTarget target)
    {
        var best = 0f;
        foreach (var grid in grids)
        {
            foreach (var anchor in grid.Head.Anchors)
            {
                best = Math.Max(best, ShapeOverlap(anchor, target));
            }
        }

        foreach (var grid in grids)
        {
            for (var anchor = 0; anchor < grid.Head.Anchors.Count; anchor++)
            {
                var fit = ShapeOverlap(grid.Head.Anchors[anchor], target);
                if (fit >= best || fit > options.AnchorThreshold)
                {
                    ClaimCells(grid, image, anchor, target, fit);
                }
            }
        }
    }

    private void ClaimCells(in HeadGrid grid, int image, int anchor, in DetectionTarget target, float fit)
    {
        var (gridX, gridY) = (target.CenterX / grid.Head.Stride, target.CenterY / grid.Head.Stride);
        var x = Math.Clamp((int)gridX, 0, grid.Width - 1);
        var y = Math.Clamp((int)gridY, 0, grid.Height - 1);
        ClaimCell(grid, image, anchor, target, fit, x, y);
        if (!options.NeighbourCells || grid.Head.ScaleXY < NeighbourReach)
        {
            return;
        }

        var besideX = gridX - x < 0.5f ? x - 1 : x + 1;
        var besideY = gridY - y < 0.5f ? y - 1 : y + 1;
        if (besideX >= 0 && besideX < grid.Width)
        {
            ClaimCell(grid, image, anchor, target, fit, besideX, y);
        }

        if (besideY >= 0 && besideY < grid.Height)
        {
            ClaimCell(grid, image, anchor, target, fit, x, besideY);
        }
    }

    private void ClaimCell(in HeadGrid grid, int image, int anchor, in DetectionTarget target, float fit, int x, int y)
    {
        var row = grid.Row(image, x, y, anchor);
        var claim = new Claim(row, grid.Head, grid.Head.Anchors[anchor], x, y, target, fit);
        ref var holder = ref _claimOfRow[row];
        if (holder < 0)
        {
            holder = _claims.Count;
            _claims.Add(claim);
        }
        else if (fit > _claims[holder].Fit)
        {
            _claims[holder] = claim;
        }
    }

    // One pass over all predicted boxes: the overlap of assigned ones with their object, and whether others are too good to count as background.
    private void Judge(
        HeadGrid[] grids, ReadOnlySpan<float> rows, int width, IReadOnlyList<IReadOnlyList<DetectionTarget>> targets, float[] objectness, float[] weights)
    {
        foreach (var grid in grids)
        {
            for (var image = 0; image < targets.Count; image++)
            {
                var row = grid.Row(image, 0, 0, 0);
                for (var y = 0; y < grid.Height; y++)
                {
                    for (var x = 0; x < grid.Width; x++)
                    {
                        foreach (var anchor in grid.Head.Anchors)
                        {
                            var box = Decode(rows.Slice(row * width, 4), grid.Head, anchor, x, y);
                            if (_claimOfRow[row] is >= 0 and var claim)
                            {
                                objectness[row] = 1 - options.OverlapObjectness + (options.OverlapObjectness * Overlap(box, _claims[claim].Target));
                            }
                            else if (OverlapsAny(box, targets[image]))
                            {
                                weights[row] = 0;
                            }

                            row++;
                        }
                    }
                }
            }
        }
    }

    private bool OverlapsAny(in DetectionTarget box, IReadOnlyList<DetectionTarget> targets)
    {
        for (var index = 0; index < targets.Count; index++)
        {
            if (Overlap(box, targets[index]) > options.IgnoreThreshold)
            {
                return true;
            }
        }

        return false;
    }

    private float[] Constants()
    {
        var classes = detector.Classes.Count;
        var width = TargetAssignment.Columns + classes;
        var constants = new float[_claims.Count * width];
        for (var index = 0; index < _claims.Count; index++)
        {
            var claim = _claims[index];
            var row = constants.AsSpan(index * width, width);
            row[0] = claim.X;
            row[1] = claim.Y;
            row[2] = claim.Head.Stride;
            row[3] = claim.Head.ScaleXY;
            row[4] = claim.Anchor.Width;
            row[5] = claim.Anchor.Height;
            row[6] = claim.Target.CenterX;
            row[7] = claim.Target.CenterY;
            row[8] = claim.Target.Width;
            row[9] = claim.Target.Height;
            row[TargetAssignment.Columns..].Fill(options.LabelSmoothing / 2);
            row[TargetAssignment.Columns + claim.Target.Class] = 1 - (options.LabelSmoothing / 2);
        }

        return constants;
    }

    private static DetectionTarget Decode(ReadOnlySpan<float> raw, DetectionHead head, Anchor anchor, int x, int y) => new(
        0,
        Centre(raw[0], x, head),
        Centre(raw[1], y, head),
        anchor.Width * MathF.Exp(MathF.Min(raw[2], MaximumLogSize)),
        anchor.Height * MathF.Exp(MathF.Min(raw[3], MaximumLogSize)));

    private static float Centre(float raw, int cell, DetectionHead head) =>
        ((head.ScaleXY / (1 + MathF.Exp(-raw))) - ((head.ScaleXY - 1) / 2) + cell) * head.Stride;

    private static float ShapeOverlap(Anchor anchor, in DetectionTarget target)
    {
        var common = Math.Min(anchor.Width, target.Width) * Math.Min(anchor.Height, target.Height);
        return common / ((anchor.Width * anchor.Height) + (target.Width * target.Height) - common);
    }

    private static float Overlap(in DetectionTarget a, in DetectionTarget b)
    {
        var width = ((a.Width + b.Width) / 2) - Math.Abs(a.CenterX - b.CenterX);
        var height = ((a.Height + b.Height) / 2) - Math.Abs(a.CenterY - b.CenterY);
        if (width <= 0 || height <= 0)
        {
            return 0;
        }

        var common = Math.Min(width, Math.Min(a.Width, b.Width)) * Math.Min(height, Math.Min(a.Height, b.Height));
        return common / ((a.Width * a.Height) + (b.Width * b.Height) - common);
    }

    private readonly record struct Claim(int Row, DetectionHead Head, Anchor Anchor, int X, int Y, DetectionTarget Target, float Fit);
}

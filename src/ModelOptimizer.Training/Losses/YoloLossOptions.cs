namespace ModelOptimizer.Training.Losses;

/// <summary>The loss of a YOLOv3/v4 detector. Every term is a sum over the batch divided by its number of assigned cells.</summary>
public sealed record YoloLossOptions
{
    /// <summary>Weight of 1 - CIoU per assigned cell.</summary>
    public double BoxGain { get; init; } = 2;

    /// <summary>Weight of the objectness of all cells that are not ignored.</summary>
    public double ObjectnessGain { get; init; } = 1;

    /// <summary>Weight of the classes per assigned cell.</summary>
    public double ClassGain { get; init; } = 0.5;

    /// <summary>A cell whose predicted box overlaps an object by more than this, and which is not assigned to it, is neither object nor background; 0..1.</summary>
    public float IgnoreThreshold { get; init; } = 0.7f;

    /// <summary>
    /// Besides the best one, every anchor that overlaps an object by more than this when both are centred on one point is assigned to it; 0..1,
    /// 1 for the best anchor only (YOLOv3).
    /// </summary>
    public float AnchorThreshold { get; init; } = 0.3f;

    /// <summary>
    /// Assigns an object to the nearest horizontal and vertical neighbour of its cell as well, in heads whose centres reach that far
    /// (scaleXY of 2 or more).
    /// </summary>
    public bool NeighbourCells { get; init; } = true;

    /// <summary>The objectness of an assigned cell is 1 at 0, the IoU of its predicted box at 1, and a mixture between.</summary>
    public float OverlapObjectness { get; init; } = 1;

    /// <summary>Moves class targets from 0 and 1 towards each other: to smoothing/2 and 1 - smoothing/2; 0..1.</summary>
    public float LabelSmoothing { get; init; }
}

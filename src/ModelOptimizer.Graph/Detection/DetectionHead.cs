using System.Text.Json.Serialization;

namespace ModelOptimizer.Graph.Detection;

/// <summary>
/// One anchor-based output <c>[N, anchors * (5 + classes), H, W]</c>; per anchor the channels are tx, ty, tw, th, objectness, classes.
/// Centre = (scaleXY * sigmoid(t) - (scaleXY - 1) / 2 + cell) * stride, size = anchor * exp(t), and objectness and classes are logits (Darknet's yolo
/// layer). With new coordinates all of them lie in 0..1 already: centre = (scaleXY * t - (scaleXY - 1) / 2 + cell) * stride, size = anchor * (2 t)^2
/// (<c>new_coords</c> of Scaled-YOLOv4; Wang et al., arXiv 2011.08036).
/// </summary>
/// <param name="Output">The value that holds the raw map.</param>
/// <param name="Stride">Input pixels per cell.</param>
/// <param name="Anchors">Width and height of each anchor in input pixels.</param>
/// <param name="ScaleXY">Widening of the centre's sigmoid; 1 for YOLOv3.</param>
/// <param name="NewCoordinates">Whether the second set of formulas holds.</param>
public sealed record DetectionHead(
    string Output,
    int Stride,
    IReadOnlyList<Anchor> Anchors,
    float ScaleXY = 1,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool NewCoordinates = false);

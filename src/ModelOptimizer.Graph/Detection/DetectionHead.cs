namespace ModelOptimizer.Graph.Detection;

/// <summary>
/// One anchor-based output <c>[N, anchors * (5 + classes), H, W]</c>; per anchor the channels are tx, ty, tw, th, objectness, classes.
/// Centre = (scaleXY * sigmoid(t) - (scaleXY - 1) / 2 + cell) * stride, size = anchor * exp(t) (Darknet's yolo layer).
/// </summary>
/// <param name="Output">The value that holds the raw map.</param>
/// <param name="Stride">Input pixels per cell.</param>
/// <param name="Anchors">Width and height of each anchor in input pixels.</param>
/// <param name="ScaleXY">Widening of the centre's sigmoid; 1 for YOLOv3.</param>
public sealed record DetectionHead(string Output, int Stride, IReadOnlyList<Anchor> Anchors, float ScaleXY = 1);

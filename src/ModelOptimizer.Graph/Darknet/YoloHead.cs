using ModelOptimizer.Graph.Detection;

namespace ModelOptimizer.Graph.Darknet;

/// <summary>What a <c>[yolo]</c> section says of its map, and which map that is.</summary>
internal sealed record YoloHead(IReadOnlyList<Anchor> Anchors, int Classes, float ScaleXY, bool NewCoordinates)
{
    /// <summary>The map.</summary>
    public string Value { get; init; } = "";

    /// <summary>Input pixels per cell.</summary>
    public int Stride { get; init; }

    public DetectionHead Describe() => new(Value, Stride, Anchors, ScaleXY, NewCoordinates);

    /// <summary>Whether the section describes this head.</summary>
    public bool Means(DetectionHead head, int classes) =>
        Classes == classes && ScaleXY == head.ScaleXY && NewCoordinates == head.NewCoordinates && Anchors.SequenceEqual(head.Anchors);
}

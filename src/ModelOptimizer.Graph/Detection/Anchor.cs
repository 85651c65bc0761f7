namespace ModelOptimizer.Graph.Detection;

/// <summary>A prior box, in input pixels.</summary>
public readonly record struct Anchor(float Width, float Height);

namespace ModelOptimizer.Data.Batches;

/// <summary>An object to learn, in input pixels.</summary>
/// <param name="Class">Index of its class.</param>
/// <param name="CenterX">Horizontal centre.</param>
/// <param name="CenterY">Vertical centre.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public readonly record struct DetectionTarget(int Class, float CenterX, float CenterY, float Width, float Height);

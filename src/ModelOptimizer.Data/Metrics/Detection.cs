using ModelOptimizer.Data.Geometry;

namespace ModelOptimizer.Data.Metrics;

/// <summary>A detected object.</summary>
/// <param name="Class">Index of its class.</param>
/// <param name="Score">Confidence, 0..1.</param>
/// <param name="Box">Where it is, in input or image pixels, as the producer says.</param>
public readonly record struct Detection(int Class, float Score, BoundingBox Box);

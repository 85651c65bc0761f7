using ModelOptimizer.Data.Geometry;

namespace ModelOptimizer.Data.Annotations;

/// <summary>An annotated object.</summary>
/// <param name="Class">Index into the data set's classes.</param>
/// <param name="Box">Where it is, in image pixels.</param>
/// <param name="Difficult">Marked as hard to recognise: not trained on, and neither rewarded nor punished when measuring.</param>
public readonly record struct LabelledBox(int Class, BoundingBox Box, bool Difficult);

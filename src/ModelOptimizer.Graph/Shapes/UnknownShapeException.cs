namespace ModelOptimizer.Graph.Shapes;

/// <summary>A rule needs what is not known; never leaves <see cref="ShapeInference"/>.</summary>
internal sealed class UnknownShapeException(string reason) : Exception(reason);

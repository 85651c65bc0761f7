using ModelOptimizer.Data.Batches;

namespace ModelOptimizer.Training.Losses;

/// <summary>The objects on the images of a step, and where a detector is to say them.</summary>
/// <param name="Objects">The objects of each image, in input pixels.</param>
/// <param name="Rows">Rows of <see cref="HeadRows"/> that the loss assigned to an object, each once.</param>
public sealed record ObjectTruth(IReadOnlyList<IReadOnlyList<DetectionTarget>> Objects, IReadOnlyList<long> Rows);

namespace ModelOptimizer.Data.Annotations;

/// <summary>A split of a detection data set.</summary>
/// <param name="Classes">Names of the classes, in the order of their indices.</param>
/// <param name="Samples">The images with their objects, in the order of the split's list.</param>
/// <param name="Warnings">Objects that were left out or repaired while reading.</param>
public sealed record DetectionDataset(IReadOnlyList<string> Classes, IReadOnlyList<DetectionSample> Samples, IReadOnlyList<AnnotationWarning> Warnings);

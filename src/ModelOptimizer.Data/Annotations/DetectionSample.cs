namespace ModelOptimizer.Data.Annotations;

/// <summary>An annotated image.</summary>
/// <param name="Name">Its name within the data set.</param>
/// <param name="ImagePath">The image file.</param>
/// <param name="AnnotationPath">The file with its annotations.</param>
/// <param name="Width">Width of the image in pixels.</param>
/// <param name="Height">Height of the image in pixels.</param>
/// <param name="Boxes">The objects on it, within the image and none empty.</param>
public sealed record DetectionSample(string Name, string ImagePath, string AnnotationPath, int Width, int Height, IReadOnlyList<LabelledBox> Boxes);

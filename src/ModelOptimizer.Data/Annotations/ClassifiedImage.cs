namespace ModelOptimizer.Data.Annotations;

/// <summary>An image that shows one class.</summary>
/// <param name="Path">The image file.</param>
/// <param name="Class">Index of its class.</param>
public readonly record struct ClassifiedImage(string Path, int Class);

namespace ModelOptimizer.Pipeline.Models;

/// <summary>Which model to measure on which images.</summary>
/// <param name="Model">The model, as for <see cref="ModelArgument"/>.</param>
/// <param name="Root">Folder of the data set: PASCAL VOC for a detector, folders of images for a classifier.</param>
/// <param name="Split">The split.</param>
public sealed record EvaluationRequest(string Model, string Root, string Split)
{
    /// <summary>Options of a zoo model, each <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Threads for one run; null for one per core.</summary>
    public int? Threads { get; init; }

    /// <summary>Of a classifier: means of red, green and blue to subtract from samples from 0 to 1; null does as the model says.</summary>
    public IReadOnlyList<float>? Mean { get; init; }

    /// <summary>Of a classifier: deviations of red, green and blue to divide by; null does as the model says.</summary>
    public IReadOnlyList<float>? Deviation { get; init; }
}

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>The data set.</summary>
public sealed record DataOptions
{
    /// <summary>How the data set is laid out.</summary>
    public required DataFormat Format { get; init; }

    /// <summary>The data set's folder, relative to the manifest.</summary>
    [ProjectPath]
    public string Root { get; init; } = "data";

    /// <summary>Name of the split to train on.</summary>
    public string Train { get; init; } = "train";

    /// <summary>Name of the split that training watches.</summary>
    public string Val { get; init; } = "val";

    /// <summary>Name of the split that the artifact is measured on; the <c>val</c> split when absent.</summary>
    public string? Test { get; init; }

    /// <summary>Names of the classes, in the order of the model's outputs.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>What a classifier takes instead of samples from 0 to 1; when absent, what the model says itself, or nothing else.</summary>
    public NormalizationOptions? Normalization { get; init; }
}

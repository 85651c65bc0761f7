namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>The files of a network of Darknet (YOLOv3/v4 family).</summary>
public sealed record DarknetFiles
{
    /// <summary>Path of the network description (<c>.cfg</c>), relative to the manifest.</summary>
    [ProjectPath]
    public required string Cfg { get; init; }

    /// <summary>Path of its weights (<c>.weights</c>), relative to the manifest; without it the network is untrained.</summary>
    [ProjectPath]
    public string? Weights { get; init; }
}

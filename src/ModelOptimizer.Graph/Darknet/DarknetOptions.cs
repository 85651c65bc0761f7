namespace ModelOptimizer.Graph.Darknet;

/// <summary>What a <c>.cfg</c> does not say about its network.</summary>
public sealed record DarknetOptions
{
    /// <summary>Path of the <c>.weights</c> file; without it the weights are drawn anew, as those of the zoo are.</summary>
    public string? Weights { get; init; }

    /// <summary>Class names, as many as <c>[yolo]</c> says; by default <c>class0</c>, <c>class1</c>, ...</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Determines weights that are drawn anew.</summary>
    public long Seed { get; init; } = 1;
}

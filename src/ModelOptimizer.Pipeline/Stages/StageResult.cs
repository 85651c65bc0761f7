using ModelOptimizer.Graph;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>What a stage made.</summary>
/// <param name="Graph">The model.</param>
internal sealed record StageResult(ModelGraph Graph)
{
    /// <summary>What was used and found, for the report.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    /// <summary>Files to keep beside the model: name and content.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the model has been trained, so that measuring it says something.</summary>
    public bool IsTrained { get; init; } = true;
}

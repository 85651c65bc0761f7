using ModelOptimizer.Pipeline.Inputs;
using ModelOptimizer.Pipeline.Manifest;

namespace ModelOptimizer.Pipeline.Tasks;

/// <summary>The tasks by name.</summary>
internal static class ModelTasks
{
    /// <summary>The task of a manifest.</summary>
    public static IModelTask Of(CompressionManifest manifest, ProjectData data) => manifest.Task switch
    {
        TaskKind.Classification => new Classification(manifest.Data, data),
        _ => new Detection(manifest.Output, data),
    };
}

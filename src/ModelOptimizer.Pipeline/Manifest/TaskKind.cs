namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>What a model does.</summary>
public enum TaskKind
{
    /// <summary>Finds objects: boxes with classes and scores; measured by mAP@0.5.</summary>
    Detection,

    /// <summary>Tells what an image shows: one class; measured by top-1.</summary>
    Classification,
}

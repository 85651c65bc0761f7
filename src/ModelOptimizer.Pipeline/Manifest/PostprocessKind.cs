namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>What follows a detector's heads in the artifact.</summary>
public enum PostprocessKind
{
    /// <summary>Nothing: the outputs are the raw heads.</summary>
    None,

    /// <summary>The decoder: the outputs are <c>boxes</c> and <c>scores</c> of every cell and anchor.</summary>
    Decode,

    /// <summary>The decoder and non-maximum suppression: the output <c>detections</c> has one row per object.</summary>
    Nms,
}

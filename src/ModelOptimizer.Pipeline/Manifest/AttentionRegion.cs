namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Where attention is imitated.</summary>
public enum AttentionRegion
{
    /// <summary>On whole images.</summary>
    All,

    /// <summary>Within the boxes of labelled objects.</summary>
    Objects,
}

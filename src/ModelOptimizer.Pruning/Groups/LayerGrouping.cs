namespace ModelOptimizer.Pruning.Groups;

/// <summary>How layers are grouped that no stated group takes.</summary>
public enum LayerGrouping
{
    /// <summary>By the scale of their feature maps: the input's height divided by the map's.</summary>
    Stride,

    /// <summary>
    /// By that scale, by where the layer lies (backbone, top-down or bottom-up path, or a head, which leads to one of several outputs), and by whether a
    /// residual sum shares its channels.
    /// </summary>
    Modules,

    /// <summary>YOLOv4's five groups G1 to G5 of arXiv 2306.01526 (released code of February 2022).</summary>
    GcpYolov4,

    /// <summary>YOLOv3's five groups G1 to G5 of arXiv 2306.01526 (released code).</summary>
    GcpYolov3,
}

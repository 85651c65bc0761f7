namespace ModelOptimizer.Training.Distillation;

/// <summary>The layers and weights that the authors of arXiv 2306.01526 used, on D as they define it.</summary>
public enum AttentionPreset
{
    /// <summary>Nine layers of YOLOv4 in three groups.</summary>
    GcpYoloV4,

    /// <summary>Twelve layers of YOLOv3 in three groups.</summary>
    GcpYoloV3,
}

using System.Text.Json.Serialization;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Layers and weights of attention as published.</summary>
public enum AttentionPreset
{
    /// <summary>Nine layers of YOLOv4: ends of stages with weight 1e6, the coarsest neck and head with 1e3, the finer ones with 1e4.</summary>
    [JsonStringEnumMemberName("gcp-yolov4")]
    GcpYoloV4,

    /// <summary>Twelve layers of YOLOv3, all with weight 1e3.</summary>
    [JsonStringEnumMemberName("gcp-yolov3")]
    GcpYoloV3,
}

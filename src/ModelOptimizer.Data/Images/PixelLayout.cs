namespace ModelOptimizer.Data.Images;

/// <summary>The order of the samples of an image batch in memory. Both hold a tensor of shape [N, 3, H, W].</summary>
public enum PixelLayout
{
    /// <summary>NHWC: the three samples of a pixel are neighbours (torch's channels-last memory format).</summary>
    ChannelsLast,

    /// <summary>NCHW: one plane per channel (what ONNX Runtime takes).</summary>
    ChannelsFirst,
}

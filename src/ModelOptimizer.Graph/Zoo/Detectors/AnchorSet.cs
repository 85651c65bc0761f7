using ModelOptimizer.Graph.Detection;

namespace ModelOptimizer.Graph.Zoo.Detectors;

/// <summary>The anchors of a published network, from small to large.</summary>
/// <param name="Side">The input size they were made for.</param>
/// <param name="Anchors">The anchors, in pixels of that size.</param>
internal sealed record AnchorSet(int Side, Anchor[] Anchors)
{
    /// <summary>The anchors of <c>yolov3-tiny.cfg</c> and <c>yolov4-tiny.cfg</c>.</summary>
    public static AnchorSet Tiny { get; } = new(416, [new(10, 14), new(23, 27), new(37, 58), new(81, 82), new(135, 169), new(344, 319)]);

    /// <summary>The anchors of <c>yolov3.cfg</c> and <c>yolov3-spp.cfg</c>.</summary>
    public static AnchorSet YoloV3 { get; } = new(416,
        [new(10, 13), new(16, 30), new(33, 23), new(30, 61), new(62, 45), new(59, 119), new(116, 90), new(156, 198), new(373, 326)]);

    /// <summary>The anchors of <c>yolov4.cfg</c>, which are those of YOLOv3 for a larger input.</summary>
    public static AnchorSet YoloV4 { get; } = new(512,
        [new(12, 16), new(19, 36), new(40, 28), new(36, 75), new(76, 55), new(72, 146), new(142, 110), new(192, 243), new(459, 401)]);

    /// <summary>The anchors of YOLOv5, which are those of YOLOv3 at 640 pixels.</summary>
    public static AnchorSet YoloV5 { get; } = YoloV3 with { Side = 640 };

    /// <summary>The anchors for another input size.</summary>
    public Anchor[] For(InputSize size) => Array.ConvertAll(Anchors, anchor => new Anchor(anchor.Width * size.Width / Side, anchor.Height * size.Height / Side));
}

namespace ModelOptimizer.Data.Metrics;

/// <summary>How well a detector does. Means are over the classes that have objects, and 0 where none has.</summary>
/// <param name="Classes">Each class, in the order of the indices.</param>
public sealed record DetectionAccuracy(IReadOnlyList<ClassAccuracy> Classes)
{
    /// <summary>mAP@0.5 by the rules of PASCAL VOC (all points), 0..1.</summary>
    public double MeanAveragePrecision50 => Mean(accuracy => accuracy.AveragePrecision50);

    /// <summary>mAP@0.5 by the rules of PASCAL VOC 2007 (11 points), 0..1.</summary>
    public double ElevenPointMeanAveragePrecision50 => Mean(accuracy => accuracy.ElevenPointPrecision50);

    /// <summary>mAP@[.5:.95] by the rules of COCO (101 points, best 100 detections per image and class), 0..1.</summary>
    public double MeanAveragePrecision50To95 => Mean(accuracy => accuracy.AveragePrecision50To95);

    private double Mean(Func<ClassAccuracy, double> measure)
        => Classes.Where(accuracy => accuracy.Objects > 0).Select(measure).DefaultIfEmpty(0).Average();
}

namespace ModelOptimizer.Data.Metrics;

/// <summary>How well one class is detected.</summary>
/// <param name="Class">Index of the class.</param>
/// <param name="Objects">Annotated objects, without difficult ones. Where there is none, the other figures are 0 and count in no mean.</param>
/// <param name="AveragePrecision50">PASCAL VOC: area under the precision-recall curve at IoU 0.5.</param>
/// <param name="ElevenPointPrecision50">PASCAL VOC 2007: mean precision at the recalls 0, 0.1, .., 1, at IoU 0.5.</param>
/// <param name="AveragePrecision50To95">COCO: mean over IoU 0.50, 0.55, .., 0.95 of the mean precision at 101 recalls.</param>
/// <param name="Curve">The precision-recall curve at IoU 0.5 (VOC matching), from the highest score down.</param>
public sealed record ClassAccuracy(
    int Class,
    int Objects,
    double AveragePrecision50,
    double ElevenPointPrecision50,
    double AveragePrecision50To95,
    IReadOnlyList<PrecisionRecallPoint> Curve);

using ModelOptimizer.Data.Annotations;

namespace ModelOptimizer.Data.Metrics;

/// <summary>
/// Measures detections against annotations: PASCAL VOC's average precision (Everingham et al., IJCV 2010, section 4.2) and COCO's (pycocotools), image
/// by image.
/// </summary>
public sealed class MeanAveragePrecision
{
    private readonly List<ScoredMatch>[] matches;
    private readonly int[] objects;

    /// <summary>Starts with no images.</summary>
    /// <param name="classes">Number of classes, at least 1.</param>
    public MeanAveragePrecision(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        matches = [.. Enumerable.Range(0, classes).Select(_ => new List<ScoredMatch>())];
        objects = new int[classes];
    }

    /// <summary>Adds an image.</summary>
    /// <param name="detections">What was detected on it, in any order.</param>
    /// <param name="truth">What is on it, in the same pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">A class is out of range.</exception>
    public void Add(IReadOnlyList<Detection> detections, IReadOnlyList<LabelledBox> truth)
    {
        ArgumentNullException.ThrowIfNull(detections);
        ArgumentNullException.ThrowIfNull(truth);
        var detected = detections.OrderByDescending(detection => detection.Score).ToLookup(detection => Check(detection.Class));
        var present = truth.ToLookup(labelled => Check(labelled.Class));
        for (var index = 0; index < matches.Length; index++)
        {
            objects[index] += present[index].Count(labelled => !labelled.Difficult);
            ObjectMatching.Match([.. detected[index]], [.. present[index]], matches[index]);
        }
    }

    /// <summary>The accuracy over all images added so far.</summary>
    public DetectionAccuracy Compute() => new([.. Enumerable.Range(0, matches.Length).Select(Compute)]);

    private ClassAccuracy Compute(int index)
    {
        if (objects[index] == 0)
        {
            return new(index, 0, 0, 0, 0, []);
        }

        ScoredMatch[] ranked = [.. matches[index].OrderByDescending(match => match.Score)];
        var voc = PrecisionRecallCurve.Build(ranked, ObjectMatching.VocRule, objects[index]);
        var coco = Enumerable.Range(ObjectMatching.FirstCocoRule, ObjectMatching.CocoRules)
            .Average(rule => AveragePrecision.Sampled(PrecisionRecallCurve.Build(ranked, rule, objects[index]), 100));
        return new(index, objects[index], AveragePrecision.Area(voc), AveragePrecision.Sampled(voc, 10), coco, voc);
    }

    private int Check(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index, "class");
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, matches.Length, "class");
        return index;
    }
}

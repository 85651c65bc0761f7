using ModelOptimizer.Data.Annotations;

namespace ModelOptimizer.Data.Metrics;

/// <summary>
/// Decides which detections of one class on one image found an object. Rule 0 is PASCAL VOC's: a detection belongs to the object it overlaps most,
/// and counts as wrong where a better one found that object already. Rules 1 to 10 are COCO's at IoU 0.50, 0.55, .., 0.95: a detection takes the free
/// object it overlaps most, and only the best 100 detections count. A detection of a difficult object counts neither way.
/// </summary>
internal static class ObjectMatching
{
    public const int VocRule = 0;
    public const int FirstCocoRule = 1;
    public const int CocoRules = 10;
    private const int CocoMaximumDetections = 100;
    private const uint AllCocoRules = ((1u << CocoRules) - 1) << FirstCocoRule;

    /// <param name="detections">The detections, best first.</param>
    /// <param name="objects">The annotated objects.</param>
    /// <param name="matches">Receives one match per detection.</param>
    public static void Match(IReadOnlyList<Detection> detections, IReadOnlyList<LabelledBox> objects, List<ScoredMatch> matches)
    {
        var found = new uint[objects.Count];
        var overlaps = new float[objects.Count];
        for (var rank = 0; rank < detections.Count; rank++)
        {
            for (var i = 0; i < overlaps.Length; i++)
            {
                overlaps[i] = detections[rank].Box.IntersectionOverUnion(objects[i].Box);
            }

            var (right, ignored) = (0u, rank < CocoMaximumDetections ? 0u : AllCocoRules);
            for (var rule = 0; rule < FirstCocoRule + CocoRules; rule++)
            {
                if ((ignored >> rule & 1) != 0)
                {
                    continue;
                }

                var match = rule == VocRule ? Closest(overlaps) : ClosestFree(overlaps, objects, found, rule);
                if (match < 0)
                {
                    continue;
                }

                ignored |= objects[match].Difficult ? 1u << rule : 0;
                right |= objects[match].Difficult ? 0 : ~found[match] & 1u << rule;
                found[match] |= 1u << rule;
            }

            matches.Add(new(detections[rank].Score, right, ignored));
        }
    }

    /// <summary>The IoU that a rule asks for.</summary>
    private static float Threshold(int rule) => rule == VocRule ? 0.5f : (50 + 5 * (rule - FirstCocoRule)) / 100f;

    private static int Closest(float[] overlaps)
    {
        var best = -1;
        for (var i = 0; i < overlaps.Length; i++)
        {
            if (overlaps[i] >= Threshold(VocRule) && (best < 0 || overlaps[i] > overlaps[best]))
            {
                best = i;
            }
        }

        return best;
    }

    // Difficult objects stay free, and are taken only by detections that fit no other object.
    private static int ClosestFree(float[] overlaps, IReadOnlyList<LabelledBox> objects, uint[] found, int rule)
    {
        var best = -1;
        for (var i = 0; i < overlaps.Length; i++)
        {
            var isFree = objects[i].Difficult || (found[i] >> rule & 1) == 0;
            if (isFree && overlaps[i] >= Threshold(rule) && (best < 0 || IsBetter(i, best)))
            {
                best = i;
            }
        }

        return best;

        bool IsBetter(int candidate, int incumbent) => objects[candidate].Difficult == objects[incumbent].Difficult
            ? overlaps[candidate] > overlaps[incumbent]
            : objects[incumbent].Difficult;
    }
}

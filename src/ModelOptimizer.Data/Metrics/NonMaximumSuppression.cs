using System.Runtime.InteropServices;

namespace ModelOptimizer.Data.Metrics;

/// <summary>Greedy non-maximum suppression per class: the best candidate is kept, those of its class overlapping it too much are dropped, and so on.</summary>
public static class NonMaximumSuppression
{
    /// <summary>Selects detections from the decoded output of a detector for one image. Every class scored high enough at a box is a candidate.</summary>
    /// <param name="boxes">[M, 4]: x1, y1, x2, y2 of each box.</param>
    /// <param name="scores">[M, classes]: the confidence of each class at each box.</param>
    /// <param name="classes">Number of classes, at least 1.</param>
    /// <param name="options">Thresholds and limits.</param>
    /// <returns>The detections, best first.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or an option is outside its range.</exception>
    public static IReadOnlyList<Detection> Select(ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, int classes, SuppressionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        options.Validate();
        if (boxes.Length % 4 != 0 || scores.Length != (long)boxes.Length / 4 * classes)
        {
            throw new ArgumentException($"{boxes.Length} box values and {scores.Length} scores are not [M, 4] and [M, {classes}]", nameof(scores));
        }

        var candidates = new List<Detection>();
        for (var i = 0; i < scores.Length; i++)
        {
            // Written so that a NaN score is no candidate.
            if (scores[i] >= options.ConfidenceThreshold)
            {
                var box = i / classes * 4;
                candidates.Add(new(i % classes, scores[i], new(boxes[box], boxes[box + 1], boxes[box + 2], boxes[box + 3])));
            }
        }

        return Select(CollectionsMarshal.AsSpan(candidates), options);
    }

    /// <summary>Selects detections from candidates; equal scores keep the order of the candidates.</summary>
    /// <returns>The detections, best first.</returns>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static IReadOnlyList<Detection> Select(IEnumerable<Detection> candidates, SuppressionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return Select([.. candidates.Where(candidate => candidate.Score >= options.ConfidenceThreshold)], options);
    }

    private static List<Detection> Select(ReadOnlySpan<Detection> candidates, SuppressionOptions options)
    {
        var kept = new List<Detection>();
        foreach (var index in BestFirst(candidates).AsSpan(0, Math.Min(candidates.Length, options.MaximumCandidates)))
        {
            if (!IsSuppressed(candidates[index], CollectionsMarshal.AsSpan(kept), options.OverlapThreshold))
            {
                kept.Add(candidates[index]);
                if (kept.Count == options.MaximumDetections)
                {
                    break;
                }
            }
        }

        return kept;
    }

    private static bool IsSuppressed(Detection candidate, ReadOnlySpan<Detection> kept, float overlapThreshold)
    {
        foreach (var better in kept)
        {
            if (better.Class == candidate.Class && better.Box.IntersectionOverUnion(candidate.Box) > overlapThreshold)
            {
                return true;
            }
        }

        return false;
    }

    private static int[] BestFirst(ReadOnlySpan<Detection> candidates)
    {
        // The index decides between equal scores, which makes the order the same everywhere.
        var keys = new (float NegatedScore, int Index)[candidates.Length];
        var order = new int[candidates.Length];
        for (var i = 0; i < order.Length; i++)
        {
            keys[i] = (-candidates[i].Score, i);
            order[i] = i;
        }

        Array.Sort(keys, order);
        return order;
    }
}

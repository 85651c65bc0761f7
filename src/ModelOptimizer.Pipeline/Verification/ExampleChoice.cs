using ModelOptimizer.Data.Metrics;

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>Which images show best what compression changed: those with most objects and those on which both models differ most.</summary>
internal static class ExampleChoice
{
    private const int OfEach = 3;
    private const float Overlap = 0.5f;

    /// <summary>Chooses images; chance, driven by the seed, decides between equals.</summary>
    /// <param name="objects">Annotated objects on each image.</param>
    /// <param name="before">What the first model finds on each image.</param>
    /// <param name="after">What the second model finds on each image.</param>
    /// <param name="seed">Drives chance.</param>
    /// <returns>The indices of at most six images, with the reason for each.</returns>
    public static IReadOnlyList<(int Image, string Why)> Choose(
        IReadOnlyList<int> objects, IReadOnlyList<IReadOnlyList<Detection>> before, IReadOnlyList<IReadOnlyList<Detection>> after, int seed)
    {
        var random = new Random(seed);
        int[] images = [.. Enumerable.Range(0, objects.Count)];
        random.Shuffle(images);
        List<(int Image, string Why)> chosen = [.. images.OrderByDescending(image => objects[image]).Take(OfEach).Select(image => (image, $"{objects[image]} objects"))];
        var differing = images
            .Except(chosen.Select(choice => choice.Image))
            .Select(image => (Image: image, Differences: Differences(before[image], after[image])))
            .Where(pair => pair.Differences > 0)
            .OrderByDescending(pair => pair.Differences)
            .Take(OfEach);
        chosen.AddRange(differing.Select(pair => (pair.Image, $"{pair.Differences} detections of one model only")));
        return chosen;
    }

    /// <summary>Detections of either model for which the other has none of the same class that overlaps by half; each counts for one of the other's.</summary>
    public static int Differences(IReadOnlyList<Detection> before, IReadOnlyList<Detection> after)
    {
        var free = after.ToList();
        var lost = 0;
        foreach (var detection in before.OrderByDescending(detection => detection.Score))
        {
            var match = free
                .Select((other, index) => (index, Overlap: other.Class == detection.Class ? other.Box.IntersectionOverUnion(detection.Box) : 0))
                .DefaultIfEmpty((index: -1, Overlap: 0))
                .MaxBy(pair => pair.Overlap);
            if (match.Overlap >= Overlap)
            {
                free.RemoveAt(match.index);
            }
            else
            {
                lost++;
            }
        }

        return lost + free.Count;
    }
}

namespace ModelOptimizer.Data.Metrics;

/// <summary>Counts how often a classifier is right, image by image.</summary>
public sealed class TopAccuracy
{
    private const int Few = 5;

    private readonly int[] images;
    private readonly int[] recognised;
    private readonly Dictionary<(int Class, int Taken), int> confused = [];
    private int amongFive;

    /// <summary>Starts with no images.</summary>
    /// <param name="classes">Number of classes, at least 1.</param>
    public TopAccuracy(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        (images, recognised) = (new int[classes], new int[classes]);
    }

    /// <summary>Adds an image. Among equal scores the class with the lowest index comes first; a score that is no number comes last.</summary>
    /// <param name="scores">One per class, the higher the likelier.</param>
    /// <param name="label">Index of the class that it shows.</param>
    /// <exception cref="ArgumentException">There is not one score per class, or no such class.</exception>
    public void Add(ReadOnlySpan<float> scores, int label)
    {
        if (scores.Length != images.Length)
        {
            throw new ArgumentException($"{images.Length} scores are needed, not {scores.Length}", nameof(scores));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, images.Length);
        var rank = Rank(scores, label);
        images[label]++;
        recognised[label] += rank == 0 ? 1 : 0;
        amongFive += rank < Few ? 1 : 0;
        if (rank > 0 && First(scores) is { } taken)
        {
            confused[(label, taken)] = confused.GetValueOrDefault((label, taken)) + 1;
        }
    }

    /// <summary>The accuracy over all images added so far.</summary>
    public ClassificationAccuracy Compute() => new([.. images.Select((count, index) => new ClassRecall(index, count, recognised[index]))], amongFive)
    {
        Confusions = [.. confused
            .Select(pair => new Confusion(pair.Key.Class, pair.Key.Taken, pair.Value))
            .OrderByDescending(confusion => confusion.Images).ThenBy(confusion => confusion.Class).ThenBy(confusion => confusion.Taken)],
    };

    private static int? First(ReadOnlySpan<float> scores)
    {
        var first = -1;
        for (var i = 0; i < scores.Length; i++)
        {
            if (!float.IsNaN(scores[i]) && (first < 0 || scores[i] > scores[first]))
            {
                first = i;
            }
        }

        return first < 0 ? null : first;
    }

    private static int Rank(ReadOnlySpan<float> scores, int label)
    {
        var own = scores[label];
        if (float.IsNaN(own))
        {
            return scores.Length;
        }

        var rank = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            rank += scores[i] > own || (scores[i] == own && i < label) ? 1 : 0;
        }

        return rank;
    }
}

namespace ModelOptimizer.Pipeline.Verification;

/// <summary>Which images show best what compression changed in a classifier: those that it lost, those that it won, and those that neither model knows.</summary>
internal static class AnswerChoice
{
    private const int OfEach = 3;

    /// <summary>Chooses images, of each kind those that are most surely mistaken; chance, driven by the seed, decides between equals.</summary>
    /// <param name="labels">What each image shows.</param>
    /// <param name="before">What the first model says.</param>
    /// <param name="after">What the second model says.</param>
    /// <param name="seed">Drives chance.</param>
    /// <returns>The indices of at most nine images, with the reason for each.</returns>
    public static IReadOnlyList<(int Image, string Why)> Choose(IReadOnlyList<int> labels, IReadOnlyList<Answer> before, IReadOnlyList<Answer> after, int seed)
    {
        int[] images = [.. Enumerable.Range(0, labels.Count)];
        new Random(seed).Shuffle(images);
        var lost = Mistaken(image => IsRight(before, image) && !IsRight(after, image), after, "only the trained model is right");
        var won = Mistaken(image => !IsRight(before, image) && IsRight(after, image), before, "only the artifact is right");
        var both = Mistaken(image => !IsRight(before, image) && !IsRight(after, image), after, "both are wrong");
        return [.. lost.Take(OfEach), .. won.Take(OfEach), .. both.Take(OfEach)];

        bool IsRight(IReadOnlyList<Answer> answers, int image) => answers[image].Class == labels[image];

        IEnumerable<(int Image, string Why)> Mistaken(Func<int, bool> isMeant, IReadOnlyList<Answer> answers, string why) =>
            images.Where(isMeant).OrderByDescending(image => answers[image].Score).Select(image => (image, why));
    }
}

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Finds the name that a mistyped one was meant to be.</summary>
public static class Suggestion
{
    /// <summary><c> Did you mean "x"?</c> for the nearest known name, the list of known names when none is near.</summary>
    public static string For(string name, IEnumerable<string> known)
    {
        string[] candidates = [.. known];
        var (nearest, distance) = candidates
            .Select(candidate => (candidate, Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .OrderBy(pair => pair.Item2)
            .FirstOrDefault(("", int.MaxValue));
        return distance <= Math.Max(1, nearest.Length / 3)
            ? $" Did you mean \"{nearest}\"?"
            : $" Known: {string.Join(", ", candidates)}.";
    }

    /// <summary>Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours cost 1 each.</summary>
    internal static int Distance(string left, string right)
    {
        var costs = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    costs[i, j] = i + j;
                    continue;
                }

                var replaced = costs[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                var best = Math.Min(replaced, Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1);
                var swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                costs[i, j] = swapped ? Math.Min(best, costs[i - 2, j - 2] + 1) : best;
            }
        }

        return costs[left.Length, right.Length];
    }
}

namespace ModelOptimizer.Graph;

/// <summary>Finds what a misspelt name was probably meant to be.</summary>
public static class Suggestion
{
    /// <summary>
    /// The end of an error message about an unknown name: <c>; did you mean 'x'?</c> where a candidate is near (Levenshtein distance at most
    /// a third of its length), else the list of what there is.
    /// </summary>
    public static string For(string name, IReadOnlyCollection<string> candidates)
    {
        var nearest = candidates.MinBy(candidate => Distance(name, candidate));
        return nearest is not null && Distance(name, nearest) <= Math.Max(1, nearest.Length / 3)
            ? $"; did you mean '{nearest}'?"
            : $"; there are: {string.Join(", ", candidates)}.";
    }

    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var same = char.ToUpperInvariant(from[i - 1]) == char.ToUpperInvariant(to[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }

        return row[^1];
    }
}

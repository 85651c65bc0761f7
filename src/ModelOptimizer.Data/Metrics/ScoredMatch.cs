namespace ModelOptimizer.Data.Metrics;

/// <summary>What became of a detection under each matching rule: right, wrong, or of no account.</summary>
/// <param name="Score">Its confidence.</param>
/// <param name="TrueRules">A bit per rule under which it found an object.</param>
/// <param name="IgnoredRules">A bit per rule under which it does not count.</param>
internal readonly record struct ScoredMatch(float Score, uint TrueRules, uint IgnoredRules)
{
    public bool IsTrue(int rule) => (TrueRules >> rule & 1) != 0;

    public bool IsIgnored(int rule) => (IgnoredRules >> rule & 1) != 0;
}

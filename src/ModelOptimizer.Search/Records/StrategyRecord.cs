namespace ModelOptimizer.Search.Records;

/// <summary>What one strategy found, in <c>search.json</c>.</summary>
/// <param name="Name">The strategy: <c>controller</c>, or one of the controls <c>uniform</c>, <c>random</c>, <c>evolution</c>, <c>group</c>.</param>
/// <param name="Best">Index of the point with the highest reward, or null where none counts.</param>
/// <param name="Stopped">Why it ended: <c>rollouts</c> (all were done) or <c>time</c>.</param>
/// <param name="StrategySeconds">How long proposing and learning took in this process; the controller's own time.</param>
/// <param name="Seconds">How long it took in all, killed runs included.</param>
/// <param name="Points">Every candidate in its order.</param>
public sealed record StrategyRecord(string Name, int? Best, string Stopped, double StrategySeconds, double Seconds, IReadOnlyList<SearchPoint> Points)
{
    /// <summary>The highest reward after each point, for a curve over rollouts; null before the first that counts.</summary>
    public IReadOnlyList<double?> Progress
    {
        get
        {
            var best = new double?[Points.Count];
            for (var index = 0; index < best.Length; index++)
            {
                var before = index == 0 ? null : best[index - 1];
                best[index] = Points[index].Counts && !(Points[index].Reward <= before) ? Points[index].Reward : before;
            }

            return best;
        }
    }
}

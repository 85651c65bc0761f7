namespace ModelOptimizer.Search.Records;

/// <summary>The best metric at each cost.</summary>
public static class ParetoFront
{
    /// <summary>The points that no other beats in metric and multiply-accumulates at the same time, from the cheapest on; of equal ones the first.</summary>
    public static IReadOnlyList<FrontPoint> Of(IEnumerable<StrategyRecord> strategies)
    {
        var points =
            from strategy in strategies
            from point in strategy.Points
            where point.Counts
            orderby point.Macs, point.Metric descending
            select new FrontPoint(strategy.Name, point.Index, point.Metric!.Value, point.Macs!.Value, point.Parameters!.Value);
        var front = new List<FrontPoint>();
        foreach (var point in points)
        {
            if (front.Count == 0 || point.Metric > front[^1].Metric)
            {
                front.Add(point);
            }
        }

        return front;
    }
}

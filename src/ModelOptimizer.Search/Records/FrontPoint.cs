namespace ModelOptimizer.Search.Records;

/// <summary>A point that no other beats in metric and cost at the same time.</summary>
/// <param name="Strategy">Who found it.</param>
/// <param name="Index">Its index there.</param>
/// <param name="Metric">The metric, 0 to 1.</param>
/// <param name="Macs">Multiply-accumulates.</param>
/// <param name="Parameters">Parameters.</param>
public sealed record FrontPoint(string Strategy, int Index, double Metric, long Macs, long Parameters);

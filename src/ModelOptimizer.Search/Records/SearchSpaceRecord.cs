namespace ModelOptimizer.Search.Records;

/// <summary>What was searched, in <c>search.json</c>.</summary>
/// <param name="Blocks">Residual blocks that may leave.</param>
/// <param name="Layers">Layers that may lose channels.</param>
/// <param name="Widths">Ratios to decide: layers that are coupled have one together.</param>
/// <param name="Decisions">Decisions of a candidate that removes no block.</param>
/// <param name="Alignment">How coupled layers come to one ratio: <c>shared</c>, <c>mean</c> or <c>largest</c>.</param>
/// <param name="Cap">The largest ratio.</param>
public sealed record SearchSpaceRecord(int Blocks, int Layers, int Widths, int Decisions, string Alignment, double Cap);

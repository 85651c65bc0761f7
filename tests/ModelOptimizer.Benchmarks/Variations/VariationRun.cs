using ModelOptimizer.Pipeline.Reports;

namespace ModelOptimizer.Benchmarks.Variations;

/// <summary>What one variation gave with one seed.</summary>
internal sealed record VariationRun(string Variation, int Seed, CompressionReport Report);

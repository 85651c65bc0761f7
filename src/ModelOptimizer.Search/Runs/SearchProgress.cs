using ModelOptimizer.Search.Records;

namespace ModelOptimizer.Search.Runs;

/// <summary>How far a strategy is.</summary>
/// <param name="Strategy">The strategy.</param>
/// <param name="Done">Candidates so far.</param>
/// <param name="Rollouts">All candidates.</param>
/// <param name="Best">The best so far, or null.</param>
/// <param name="Failed">Candidates that failed so far.</param>
/// <param name="LastFailure">Why the last of them did, or null.</param>
/// <param name="Remaining">The time left, estimated; null before there is anything to tell by.</param>
public sealed record SearchProgress(string Strategy, int Done, int Rollouts, SearchPoint? Best, int Failed, string? LastFailure, TimeSpan? Remaining);

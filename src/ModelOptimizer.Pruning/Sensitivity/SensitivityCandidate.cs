using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Sensitivity;

/// <summary>A model of which one group has lost channels, to be measured.</summary>
/// <param name="Group">The group.</param>
/// <param name="Sets">The coupled sets of the group that may leave.</param>
/// <param name="Removed">How many of them are gone.</param>
/// <param name="Cut">Makes the model: it is cut, not masked, which computes the same and takes less time to measure.</param>
/// <param name="Progress">How much of the scan is done before this one, 0 to 1.</param>
public sealed record SensitivityCandidate(string Group, int Sets, int Removed, Func<ModelGraph> Cut, double Progress);

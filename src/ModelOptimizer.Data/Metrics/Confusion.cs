namespace ModelOptimizer.Data.Metrics;

/// <summary>Images of one class that were taken for another.</summary>
/// <param name="Class">Index of the class that they show.</param>
/// <param name="Taken">Index of the class that the classifier prefers.</param>
/// <param name="Images">How many they are.</param>
public sealed record Confusion(int Class, int Taken, int Images);

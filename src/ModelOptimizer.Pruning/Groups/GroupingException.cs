namespace ModelOptimizer.Pruning.Groups;

/// <summary>A grouping does not fit the model. The message says what it is for and what to do.</summary>
public sealed class GroupingException(string message) : Exception(message);

namespace ModelOptimizer.Search;

/// <summary>A search cannot be run as asked. The message says what is wrong and what to do.</summary>
public sealed class SearchException(string message, Exception? inner = null) : Exception(message, inner);

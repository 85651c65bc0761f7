namespace ModelOptimizer.Tests.Hostile;

/// <summary>A reader did with hostile input what it must not do.</summary>
internal sealed class HostileException(string message) : Exception(message);

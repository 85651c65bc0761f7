namespace ModelOptimizer.Pipeline.Diagnostics;

/// <summary>How much a diagnostic matters.</summary>
public enum Severity
{
    /// <summary>The run goes on, but not as the user may expect.</summary>
    Warning,

    /// <summary>The run cannot succeed.</summary>
    Error,
}

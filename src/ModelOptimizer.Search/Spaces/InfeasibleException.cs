namespace ModelOptimizer.Search.Spaces;

/// <summary>A candidate cannot keep to the limits.</summary>
/// <param name="message">Which one, and by how much.</param>
/// <param name="excess">By which part of the limit it is exceeded at the least, above 0.</param>
public sealed class InfeasibleException(string message, double excess) : Exception(message)
{
    /// <summary>By which part of the limit it is exceeded at the least, above 0.</summary>
    public double Excess { get; } = excess;
}

namespace ModelOptimizer.Graph;

/// <summary>A model that cannot be read, understood or transformed. The message says what is wrong and, where there is one, what to do.</summary>
public class GraphException : Exception
{
    /// <summary>An error with its message.</summary>
    public GraphException(string message) : base(message)
    {
    }

    /// <summary>An error with its message and cause.</summary>
    public GraphException(string message, Exception cause) : base(message, cause)
    {
    }
}

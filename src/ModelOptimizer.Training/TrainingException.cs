namespace ModelOptimizer.Training;

/// <summary>Something that cannot be trained or executed as asked. The message says what is wrong and what to do.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>An error with its message.</summary>
    public TrainingException(string message) : base(message)
    {
    }

    /// <summary>An error with its message and cause.</summary>
    public TrainingException(string message, Exception cause) : base(message, cause)
    {
    }
}

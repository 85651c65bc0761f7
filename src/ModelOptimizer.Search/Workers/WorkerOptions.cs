namespace ModelOptimizer.Search.Workers;

/// <summary>How workers are run.</summary>
/// <param name="Program">The program that serves the protocol, such as <c>modelopt</c> itself.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record WorkerOptions(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>How many at the same time, at least 1; no influence on the result of a search.</summary>
    public int Count { get; init; } = 1;

    /// <summary>How long a rollout may take before its worker is given up.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a worker may take to set itself up.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(5);
}

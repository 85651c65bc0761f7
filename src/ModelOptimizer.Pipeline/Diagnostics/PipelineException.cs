namespace ModelOptimizer.Pipeline.Diagnostics;

/// <summary>The run cannot go on; <see cref="Diagnostics"/> says why, one entry per cause.</summary>
public sealed class PipelineException : Exception
{
    /// <summary>Stops the run for one or more causes.</summary>
    /// <param name="diagnostics">The causes; at least one.</param>
    public PipelineException(params IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics)) => Diagnostics = diagnostics;

    /// <summary>Stops the run for one cause that another exception revealed.</summary>
    public PipelineException(Diagnostic diagnostic, Exception inner)
        : base(diagnostic.ToString(), inner) => Diagnostics = [diagnostic];

    /// <summary>The causes.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}

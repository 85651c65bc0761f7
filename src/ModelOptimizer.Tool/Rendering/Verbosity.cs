namespace ModelOptimizer.Tool.Rendering;

/// <summary>How much is said.</summary>
internal enum Verbosity
{
    /// <summary>Errors.</summary>
    Quiet,

    /// <summary>Errors and warnings.</summary>
    Minimal,

    /// <summary>Stages and their progress as well.</summary>
    Normal,

    /// <summary>Every step of progress, and what keys are made from.</summary>
    Detailed,

    /// <summary>Stack traces as well.</summary>
    Diagnostic,
}

using ModelOptimizer.Data;
using ModelOptimizer.Data.Images;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Darknet;
using ModelOptimizer.Pruning;
using ModelOptimizer.Pruning.Groups;
using ModelOptimizer.Search;
using ModelOptimizer.Training;

namespace ModelOptimizer.Pipeline.Diagnostics;

/// <summary>What to tell a user about an exception.</summary>
public static class Causes
{
    /// <summary>The diagnostics of any exception; one that is nobody's fault but the tool's becomes <see cref="DiagnosticCodes.Unexpected"/>.</summary>
    public static IReadOnlyList<Diagnostic> Of(Exception error) => error switch
    {
        PipelineException known => known.Diagnostics,
        DarknetException file => [new(Severity.Error, DiagnosticCodes.ModelInvalid, file.Reason, file.Path, file.Line ?? 0, file.Line is null ? 0 : 1)],
        GraphException => [Diagnostic.Error(DiagnosticCodes.ModelInvalid, error.Message)],
        DatasetException data => [new(Severity.Error, DiagnosticCodes.DataInvalid, data.Reason, data.Path, data.Line ?? 0, data.Line is null ? 0 : 1)],
        PruningException => [Diagnostic.Error(DiagnosticCodes.BudgetOutOfReach, error.Message)],
        GroupingException => [Diagnostic.Error(DiagnosticCodes.ModelInvalid, error.Message)],
        TrainingException => [Diagnostic.Error(DiagnosticCodes.NotTrainable, error.Message)],
        SearchException => [Diagnostic.Error(DiagnosticCodes.SearchFailed, error.Message)],
        NativeLibraryException or DllNotFoundException => [Diagnostic.Error(DiagnosticCodes.NativeLibraryMissing, error.Message)],
        TypeInitializationException { InnerException: { } inner } => Of(inner),
        _ => [Diagnostic.Error(DiagnosticCodes.Unexpected, $"{error.GetType().Name}: {error.Message}")],
    };
}

using System.Runtime.InteropServices;
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
    private static readonly string[] RefusedMemory = ["can't allocate memory", "not enough memory", "out of memory"];

    /// <summary>The diagnostics of any exception; one that is nobody's fault but the tool's becomes <see cref="DiagnosticCodes.Unexpected"/>.</summary>
    public static IReadOnlyList<Diagnostic> Of(Exception error) => error switch
    {
        PipelineException known => known.Diagnostics,
        _ when IsOutOfMemory(error) => [Diagnostic.Error(
            DiagnosticCodes.OutOfMemory,
            "There is not enough memory. Lower \"batchSize\", take a smaller input, or run where more is free; the next run goes on from the last checkpoint.")],
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

    /// <summary>Whether the runtime, or libtorch on the processor or a GPU, was refused memory.</summary>
    private static bool IsOutOfMemory(Exception error) =>
        error is OutOfMemoryException
        || (error is ExternalException or TrainingException && Array.Exists(RefusedMemory, words => error.Message.Contains(words, StringComparison.Ordinal)))
        || (error is AggregateException several && several.InnerExceptions.Any(IsOutOfMemory))
        || (error.InnerException is { } inner && IsOutOfMemory(inner));
}

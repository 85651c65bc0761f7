using System.CommandLine;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Tool;
using ModelOptimizer.Tool.Commands;

RootCommand root = new("Compresses neural networks: trains, prunes, distils and verifies what a manifest describes.")
{
    CompressCommand.Create(),
    WatchCommand.Create(),
    CheckCommand.Create(),
    ExplainCommand.Create(),
    CacheCommand.Create(),
    DoctorCommand.Create(),
    RuntimeCommand.Create(),
    NewCommand.Create(),
    InspectCommand.Create(),
    DiffCommand.Create(),
    ZooCommand.Create(),
    ImportCommand.Create(),
    ExportCommand.Create(),
    GroupsCommand.Create(),
    EvaluateCommand.Create(),
    TrainCommand.Create(),
    SparsifyCommand.Create(),
    PruneCommand.Create(),
    DistillCommand.Create(),
    SearchCommand.Create(),
    RolloutWorkerCommand.Create(),
    BenchCommand.Create(),
    ReportCommand.Create(),
    CommonOptions.Verbosity,
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        await Console.Error.WriteLineAsync(Diagnostic.Error(DiagnosticCodes.Usage, $"{error.Message} See modelopt --help.").ToString());
    }

    return ExitCodes.Invalid;
}

// Signals are handled by StopSignals, which knows about checkpoints.
return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });

using System.CommandLine;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Tool;
using ModelOptimizer.Tool.Commands;

var parsed = ModeloptCommand.For(args).Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var message in UsageErrors.Of(parsed))
    {
        await Console.Error.WriteLineAsync(Diagnostic.Error(DiagnosticCodes.Usage, $"{message} See modelopt --help.").ToString());
    }

    return ExitCodes.Invalid;
}

// Signals are handled by StopSignals, which knows about checkpoints.
return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });

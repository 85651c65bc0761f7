using System.CommandLine;
using System.Runtime.InteropServices;
using ModelOptimizer.Pipeline.Models;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt rollout-worker</c>: judges candidates for a search that talks to it over standard input and output. For programs, not for people.</summary>
internal static class RolloutWorkerCommand
{
    private const string Name = "rollout-worker";

    public static Command Create()
    {
        Command command = new(Name, "Judge the candidates of a search, as JSON lines on standard input and output.") { Hidden = true };
        command.SetAction(_ =>
        {
            // Ctrl+C reaches all processes of a terminal; the search ends its workers itself.
            using var interrupts = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);

            // Only the protocol may go to standard output.
            using var output = new StreamWriter(Console.OpenStandardOutput());
            Console.SetOut(Console.Error);
            SearchWorker.Serve(Console.In, output, CancellationToken.None);
            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>How this very tool is started as a worker: by its own executable, or by the host that runs it.</summary>
    public static WorkerProgram Program()
    {
        var host = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(host) == "dotnet" ? new(host, [Environment.GetCommandLineArgs()[0], Name]) : new(host, [Name]);
    }
}

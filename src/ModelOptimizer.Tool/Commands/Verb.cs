using System.CommandLine;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Tool.Rendering;
using Spectre.Console;

namespace ModelOptimizer.Tool.Commands;

/// <summary>What all verbs do alike: choose a renderer, listen for signals, turn failures into diagnostics and exit codes.</summary>
internal static class Verb
{
    /// <summary>Runs a verb's work.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="work">The work; returns the exit code.</param>
    /// <param name="isProtocol">Whether a build reads standard output.</param>
    public static int Run(ParseResult parsed, Func<IRunRenderer, CancellationToken, int> work, bool isProtocol = false)
    {
        var verbosity = VerbosityOf(parsed);
        var renderer = isProtocol ? new ProtocolRenderer(Console.Out) : ForPeople(verbosity);
        using var signals = new StopSignals(isProtocol);
        try
        {
            return work(renderer, signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            renderer.Say("cancelled; what was finished is kept, the same command goes on from there");
            return ExitCodes.Cancelled;
        }
        catch (Exception error)
        {
            var causes = Causes.Of(error);
            foreach (var cause in causes)
            {
                renderer.Show(cause);
            }

            if (verbosity == Verbosity.Diagnostic)
            {
                Console.Error.WriteLine(error);
            }

            return ExitCodes.Of(causes[0]);
        }
    }

    /// <summary>How much to say.</summary>
    public static Verbosity VerbosityOf(ParseResult parsed) => parsed.GetValue(CommonOptions.Verbosity)![0] switch
    {
        'q' => Verbosity.Quiet,
        'm' => Verbosity.Minimal,
        'd' when parsed.GetValue(CommonOptions.Verbosity)!.StartsWith("diag", StringComparison.Ordinal) => Verbosity.Diagnostic,
        'd' => Verbosity.Detailed,
        _ => Verbosity.Normal,
    };

    private static IRunRenderer ForPeople(Verbosity verbosity)
    {
        if (Console.IsErrorRedirected || verbosity != Verbosity.Normal)
        {
            return new LineRenderer(Console.Error, verbosity);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Profile is { Capabilities: { Interactive: true, Ansi: true } } ? new BarRenderer(console) : new LineRenderer(Console.Error, verbosity);
    }
}

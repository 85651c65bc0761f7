using System.CommandLine;
using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Progress;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Pipeline.Watching;
using ModelOptimizer.Tool.Rendering;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt watch [RUN]</c>: a run of another process, as its own terminal shows it.</summary>
internal static class WatchCommand
{
    private static readonly Argument<string?> Which = new("RUN")
    {
        Description = "A manifest, a key or its beginning, or a log [default: what runs now].", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Cache = CommonOptions.Cache();
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        Command command = new("watch", "Show a run of another terminal until it ends, and end as it does.") { Which, Cache, Json };
        command.SetAction(parsed => Verb.Run(parsed, (renderer, cancellation) => Run(parsed, renderer, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, IRunRenderer renderer, CancellationToken cancellation)
    {
        var run = RunWatch.Find(parsed.GetValue(Cache) ?? ContentCache.DefaultRoot, parsed.GetValue(Which));
        renderer.Say($"watching {run.Start.Manifest} ({run.Start.Key[..12]})");
        Heard? heard = null;
        try
        {
            RunOutcome? outcome = null;
            renderer.Show(events =>
            {
                heard = new(events);
                outcome = RunWatch.Follow(run, heard, cancellation);
                return ExitCodes.Success;
            });
            if (parsed.GetValue(Json))
            {
                Console.WriteLine(ReportJson.Write(new { SchemaVersion = 1, run.Start.Manifest, run.Start.Key, Outcome = outcome?.ToString().ToLowerInvariant(), heard!.Artifact }));
            }
            else if (outcome == RunOutcome.Done && heard!.Artifact is { } artifact && File.Exists(artifact.Report))
            {
                ReportText.Write(Console.Out, artifact);
            }

            return End(run, outcome, heard!, renderer);
        }
        catch (OperationCanceledException)
        {
            renderer.Say("no longer watched; the run goes on");
            return ExitCodes.Success;
        }
    }

    private static int End(LoggedRun run, RunOutcome? outcome, Heard heard, IRunRenderer renderer)
    {
        switch (outcome)
        {
            case RunOutcome.Done:
                return ExitCodes.Success;
            case RunOutcome.Cancelled:
                renderer.Say("the run was cancelled; what was finished is kept, the next run goes on from there");
                return ExitCodes.Cancelled;
            case RunOutcome.Failed:
                return heard.Error is { } error ? ExitCodes.Of(error) : ExitCodes.Unexpected;
            default:
                throw new PipelineException(Diagnostic.Error(
                    DiagnosticCodes.RunDied,
                    FormattableString.Invariant($"The run's process died; it last wrote at {run.LastWritten:u}. Its log is {run.Log}. Run it again: it goes on from its last checkpoint.")));
        }
    }

    /// <summary>Remembers what the end depends on.</summary>
    private sealed class Heard(IProgress<CompressionEvent> next) : IProgress<CompressionEvent>
    {
        public ArtifactReady? Artifact { get; private set; }

        public Diagnostic? Error { get; private set; }

        public void Report(CompressionEvent value)
        {
            Artifact = value as ArtifactReady ?? Artifact;
            if (value is DiagnosticFound { Severity: Severity.Error } found)
            {
                Error ??= new(found.Severity, found.Code, found.Message, found.File, found.Line, found.Column);
            }

            next.Report(value);
        }
    }
}

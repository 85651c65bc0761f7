using System.CommandLine;
using ModelOptimizer.Pipeline;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Tool.Rendering;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt explain MANIFEST</c>: what would run and why.</summary>
internal static class ExplainCommand
{
    private static readonly ManifestOptions Manifest = new();
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        var command = Manifest.AddTo(new("explain", "Say what would run and why: each stage with what changed in its key since the lock file, or since the likest result in the cache. Trains nothing.") { Json });
        command.SetAction(parsed => Verb.Run(parsed, (renderer, _) => renderer.Show(events => Run(parsed, events))));
        return command;
    }

    private static int Run(ParseResult parsed, IProgress<Pipeline.Progress.CompressionEvent> events)
    {
        var explanation = new Compression(Manifest.Request(parsed), events).Explain();
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(ReportJson.Write(explanation));
        }
        else
        {
            ExplanationText.Write(Console.Out, explanation, Verb.VerbosityOf(parsed) >= Verbosity.Detailed);
        }

        return ExitCodes.Success;
    }
}

using System.CommandLine;
using ModelOptimizer.Pipeline;
using ModelOptimizer.Pipeline.Cache.Sharing;
using ModelOptimizer.Pipeline.Locking;
using ModelOptimizer.Pipeline.Progress;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Tool.Rendering;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt compress MANIFEST</c>: the main job.</summary>
internal static class CompressCommand
{
    private static readonly ManifestOptions Manifest = new("all cores but one to train, one per core to measure");
    private static readonly Option<int> Checkpoints = CommonOptions.Checkpoints();
    private static readonly Option<bool> Json = CommonOptions.Json();
    private static readonly Option<string> Mode = CommonOptions.Among(new Option<string>("--mode") { Description = "Whether a missing artifact may be made.", DefaultValueFactory = _ => "auto" }, "auto", "cache-only");
    private static readonly Option<string> Lock = CommonOptions.Among(new Option<string>("--lock") { Description = "The lock file beside the manifest: hold to it and record what is made (on build servers: hold to it only), record whatever there is, or neither.", DefaultValueFactory = _ => "auto" }, "auto", "update", "off");
    private static readonly Option<string?> Shared = new("--shared-cache") { Description = "Where to look for what the cache does not have: a directory, or a server that speaks the protocol of Bazel's remote caches [default: $MODELOPT_SHARED_CACHE].", HelpName = "URL|DIR" };
    private static readonly Option<bool> Push = new("--push") { Description = "Store the results in the shared cache." };
    private static readonly Option<string?> Protocol = CommonOptions.Among(new Option<string?>("--protocol") { Description = "Talk to a build: JSON lines on standard output; the end of standard input cancels." }, "json");
    private static readonly Option<string?> Log = new("--log") { Description = "Where to write the log [default: in the cache].", HelpName = "FILE" };
    private static readonly Option<string?> Output = new("--output", "-o") { Description = "Where to copy the artifact.", HelpName = "FILE" };

    public static Command Create()
    {
        var command = Manifest.AddTo(new("compress", "Make the artifact that a manifest describes, or take it from the cache.")
        {
            Mode, Lock, Shared, Push, Checkpoints, Output, Json, Log, Protocol,
        });
        command.SetAction(parsed => Verb.Run(parsed, (renderer, cancellation) => Run(parsed, renderer, cancellation), parsed.GetValue(Protocol) is not null));
        return command;
    }

    private static int Run(ParseResult parsed, IRunRenderer renderer, CancellationToken cancellation)
    {
        ArtifactReady? artifact = null;
        renderer.Show(events =>
        {
            artifact = new Compression(Request(parsed), events).Run(cancellation);
            return ExitCodes.Success;
        });
        if (parsed.GetValue(Output) is { } target)
        {
            OutputFile.Copy(artifact!.Model, target);
        }

        if (parsed.GetValue(Json))
        {
            Console.WriteLine(ReportJson.Write(new { SchemaVersion = 1, artifact!.Key, artifact.Model, artifact.Report, artifact.Sha256, artifact.Bytes, artifact.Cached }));
        }
        else if (parsed.GetValue(Protocol) is null)
        {
            ReportText.Write(Console.Out, artifact!);
        }

        return ExitCodes.Success;
    }

    private static CompressionRequest Request(ParseResult parsed) => Manifest.Request(parsed) with
    {
        Mode = parsed.GetValue(Mode) == "auto" ? CompressionMode.Auto : CompressionMode.CacheOnly,
        Lock = Enum.Parse<LockUse>(parsed.GetValue(Lock)!, ignoreCase: true),
        SharedCache = parsed.GetValue(Shared) ?? SharedCache.DefaultPlace,
        Push = parsed.GetValue(Push),
        CheckpointInterval = TimeSpan.FromSeconds(parsed.GetValue(Checkpoints)),
        Log = parsed.GetValue(Log),
        Worker = RolloutWorkerCommand.Program(),
    };
}

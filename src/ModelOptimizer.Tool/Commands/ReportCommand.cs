using System.CommandLine;
using ModelOptimizer.Pipeline;
using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Tool.Rendering;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt report MANIFEST|KEY</c>: where the report of an artifact is.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string> Artifact = new("MANIFEST|KEY") { Description = "The manifest that the artifact was made from, *.modelopt.json, or the artifact's key." };
    private static readonly Option<string?> Cache = CommonOptions.Cache();
    private static readonly Option<string?> DataRoot = CommonOptions.DataRoot();
    private static readonly Option<string?> Device = CommonOptions.Device();
    private static readonly Option<int?> Threads = CommonOptions.Threads("as for compress");
    private static readonly Option<string?> Output = new("--output", "-o") { Description = "Where to copy the report.", HelpName = "FILE" };
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        Command command = new("report", "Say where the report of an artifact is, or copy it.") { Artifact, Cache, DataRoot, Device, Threads, Output, Json };
        command.SetAction(parsed => Verb.Run(parsed, (renderer, _) => Run(parsed, renderer)));
        return command;
    }

    private static int Run(ParseResult parsed, IRunRenderer renderer) => renderer.Show(events =>
    {
        var path = ArtifactReport.Find(
            new(parsed.GetValue(Artifact)!)
            {
                Cache = parsed.GetValue(Cache) ?? ContentCache.DefaultRoot,
                DataRoot = parsed.GetValue(DataRoot),
                Device = parsed.GetValue(Device) is { } device ? Enum.Parse<DeviceKind>(device, ignoreCase: true) : null,
                Threads = parsed.GetValue(Threads),
            },
            events);
        if (parsed.GetValue(Output) is { } target)
        {
            path = OutputFile.Copy(path, target);
        }

        Console.WriteLine(parsed.GetValue(Json) ? ReportJson.Write(new { SchemaVersion = 1, Report = path }) : path);
        return ExitCodes.Success;
    });
}

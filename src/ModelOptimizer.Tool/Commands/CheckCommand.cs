using System.CommandLine;
using ModelOptimizer.Pipeline;
using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Tool.Rendering;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt check MANIFEST</c>: whether everything is in order, and what would run.</summary>
internal static class CheckCommand
{
    private static readonly Argument<string> Manifest = CommonOptions.Manifest();
    private static readonly Option<string?> Cache = CommonOptions.Cache();
    private static readonly Option<string?> DataRoot = CommonOptions.DataRoot();
    private static readonly Option<string?> Device = CommonOptions.Device();
    private static readonly Option<int?> Threads = CommonOptions.Threads();
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        Command command = new("check", "Validate a manifest, its model and its data, and show what would run.") { Manifest, Cache, DataRoot, Device, Threads, Json };
        command.SetAction(parsed => Verb.Run(parsed, (renderer, _) => Run(parsed, renderer)));
        return command;
    }

    private static int Run(ParseResult parsed, IRunRenderer renderer) => renderer.Show(events =>
    {
        var compression = new Compression(
            new(parsed.GetValue(Manifest)!)
            {
                Cache = parsed.GetValue(Cache) ?? ContentCache.DefaultRoot,
                DataRoot = parsed.GetValue(DataRoot),
                Device = CommonOptions.DeviceOf(parsed.GetValue(Device)),
                Threads = parsed.GetValue(Threads),
            },
            events);
        var images = compression.CheckInputs();
        var outlook = compression.Outlook();
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(ReportJson.Write(new { SchemaVersion = 1, Key = compression.Key.Hash, Cached = compression.IsCached, Images = images, Stages = outlook }));
            return ExitCodes.Success;
        }

        Console.WriteLine($"data      {string.Join(", ", images.Select(split => $"{split.Key} {split.Value}"))} images");
        foreach (var stage in outlook)
        {
            Console.WriteLine($"{stage.Name,-9} {stage.Message}{(stage.Cached ? " (in the cache)" : "")}");
            if (Verb.VerbosityOf(parsed) >= Verbosity.Detailed)
            {
                Console.WriteLine($"          {stage.Key.Hash}");
                foreach (var part in stage.Key.Parts)
                {
                    Console.WriteLine($"            {part.Name}: {part.Value.ReplaceLineEndings(" ")}");
                }
            }
        }

        Console.WriteLine($"artifact  {compression.Key.Hash}{(compression.IsCached ? " (in the cache)" : "")}");
        return ExitCodes.Success;
    });
}

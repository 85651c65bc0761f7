using System.CommandLine;
using ModelOptimizer.Pipeline;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Tool.Rendering;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt check MANIFEST</c>: whether everything is in order, and what would run.</summary>
internal static class CheckCommand
{
    private static readonly ManifestOptions Manifest = new();
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        var command = Manifest.AddTo(new("check", "Validate a manifest, its model and its data, and show what would run.") { Json });
        command.SetAction(parsed => Verb.Run(parsed, (renderer, _) => Run(parsed, renderer)));
        return command;
    }

    private static int Run(ParseResult parsed, IRunRenderer renderer) => renderer.Show(events =>
    {
        var compression = new Compression(Manifest.Request(parsed), events);
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

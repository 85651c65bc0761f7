using System.CommandLine;
using ModelOptimizer.Pipeline;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Reports;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt new [FILE]</c>: a starter manifest.</summary>
internal static class NewCommand
{
    private static readonly Argument<string> Target = new("FILE") { Description = "Where to write it.", DefaultValueFactory = _ => $"detector{ManifestFile.Extension}" };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace a file that exists." };
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        Command command = new("new", "Write a manifest to start from.") { Target, Force, Json };
        command.SetAction(parsed => Verb.Run(parsed, (_, _) => Run(parsed)));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var path = Path.GetFullPath(parsed.GetValue(Target)!);
        if (File.Exists(path) && !parsed.GetValue(Force))
        {
            throw new PipelineException(Diagnostic.Error(DiagnosticCodes.Usage, $"{path} exists; --force replaces it."));
        }

        OutputFile.Write(path, StarterManifest.Text);
        Console.WriteLine(parsed.GetValue(Json) ? ReportJson.Write(new { SchemaVersion = 1, Manifest = path }) : path);
        return ExitCodes.Success;
    }
}

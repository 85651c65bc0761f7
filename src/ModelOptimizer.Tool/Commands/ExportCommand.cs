using System.CommandLine;
using ModelOptimizer.Graph.Darknet;
using ModelOptimizer.Pipeline.Models;
using ModelOptimizer.Pipeline.Reports;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt export MODEL --darknet OUT.cfg</c>: a model in the files of another framework.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string> Model = CommonOptions.Model();
    private static readonly Option<string[]> Set = CommonOptions.Set();
    private static readonly Option<string> Darknet = new("--darknet") { Description = "Darknet's network description to write, *.cfg.", HelpName = "FILE", Required = true };
    private static readonly Option<string?> Weights = new("--weights") { Description = "Where to write the weights [default: beside the description, *.weights].", HelpName = "FILE" };
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        Command command = new("export", "Write a model as a network of Darknet (.cfg and .weights).") { Model, Darknet, Weights, Set, Json };
        command.SetAction(parsed => Verb.Run(parsed, (_, _) => Run(parsed)));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var cfg = parsed.GetValue(Darknet)!;
        var weights = parsed.GetValue(Weights) ?? Path.ChangeExtension(cfg, ".weights");
        DarknetFile.Write(ModelArgument.Load(parsed.GetValue(Model)!, parsed.GetValue(Set)!).Graph, cfg, weights);
        Console.WriteLine(parsed.GetValue(Json) ? ReportJson.Write(new { SchemaVersion = 1, Cfg = Path.GetFullPath(cfg), Weights = Path.GetFullPath(weights) }) : $"{cfg}, {weights}");
        return ExitCodes.Success;
    }
}

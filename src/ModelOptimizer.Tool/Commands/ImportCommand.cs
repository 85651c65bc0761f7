using System.CommandLine;
using System.Globalization;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Pipeline.Models;
using ModelOptimizer.Pipeline.Reports;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt import MODEL.cfg -o OUT.onnx</c>: a network of Darknet as an ONNX file.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> Network = new("MODEL") { Description = "Darknet's network description, *.cfg." };
    private static readonly Option<string?> Weights = new("--weights") { Description = "Its weights [default: the .weights file beside it; drawn anew where there is none].", HelpName = "FILE" };
    private static readonly Option<string?> Names = new("--names") { Description = "Darknet's list of class names, one a line [default: class0, class1, ...].", HelpName = "FILE" };
    private static readonly Option<string> Output = new("--output", "-o") { Description = "The ONNX file to write.", HelpName = "FILE", Required = true };
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        Command command = new("import", "Turn a network of Darknet (YOLOv3/v4 family) into an ONNX file.") { Network, Weights, Names, Output, Json };
        command.SetAction(parsed => Verb.Run(parsed, (_, _) => Run(parsed)));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var output = parsed.GetValue(Output)!;
        var graph = DarknetArgument.Load(parsed.GetValue(Network)!, parsed.GetValue(Weights), parsed.GetValue(Names));
        OnnxFile.Write(graph, output);
        var inspection = Inspection.Of(output, []);
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(ReportJson.Write(new { SchemaVersion = 1, Model = output, inspection.Cost.Parameters, inspection.Cost.Macs, inspection.Bytes }));
        }
        else
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{output}: {inspection.Cost.Parameters:N0} parameters, {inspection.Cost.Macs:N0} MACs, {inspection.Bytes:N0} bytes"));
        }

        return ExitCodes.Success;
    }
}

using System.CommandLine;
using System.Globalization;
using ModelOptimizer.Graph;
using ModelOptimizer.Pipeline.Models;
using ModelOptimizer.Tool.Rendering;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt inspect MODEL</c>: what a model costs, layer by layer.</summary>
internal static class InspectCommand
{
    private static readonly Argument<string> Model = CommonOptions.Model();
    private static readonly Option<string[]> Set = CommonOptions.Set();
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        Command command = new("inspect", "Show what a model costs, layer by layer.") { Model, Set, Json };
        command.SetAction(parsed => Verb.Run(parsed, (_, _) => Run(parsed)));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var inspection = Inspection.Of(parsed.GetValue(Model)!, parsed.GetValue(Set)!);
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(inspection.ToJson());
            return ExitCodes.Success;
        }

        var cost = inspection.Cost;
        Columns.Write(Console.Out,
        [
            ["layer", "operator", "output", "parameters", "MACs"],
            .. cost.Layers.Select(layer => new[] { layer.Name, layer.OpType, Shape(layer.OutputShape), Number(layer.Parameters), Number(layer.Macs) }),
            ["total", "", "", Number(cost.Parameters), Number(cost.Macs)],
        ]);
        Console.WriteLine($"{Number(inspection.Bytes)} bytes");
        return ExitCodes.Success;
    }

    private static string Shape(IReadOnlyList<Dimension>? shape) => shape is null ? "?" : $"[{string.Join(", ", shape)}]";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

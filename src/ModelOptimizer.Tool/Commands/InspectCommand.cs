using System.CommandLine;
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
        Command command = new("inspect", "Show what a model costs, layer by layer: parameters, MACs, bytes and the memory of its activations.") { Model, Set, Json };
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

        var (cost, memory) = (inspection.Cost, inspection.Memory);
        Columns.Write(Console.Out,
        [
            ["layer", "operator", "output", "parameters", "MACs", "bytes", "live activations"],
            .. cost.Layers.Select((layer, index) => new[]
            {
                layer.Name, layer.OpType, Columns.Shape(layer.OutputShape), Columns.Number(layer.Parameters), Columns.Number(layer.Macs), Columns.Number(layer.Bytes),
                Columns.Number(memory?.Nodes[index].Live),
            }),
            ["total", "", "", Columns.Number(cost.Parameters), Columns.Number(cost.Macs), Columns.Number(cost.Layers.Sum(layer => layer.Bytes)), ""],
        ]);
        Console.WriteLine($"{Columns.Number(inspection.Bytes)} bytes in the file");
        Console.WriteLine(memory is null
            ? "the memory of activations is not known: the size of a value is not"
            : $"{Columns.Number(memory.Peak)} bytes of activations at most, while {memory.PeakNode} runs (one image; each value lives until its last reader is done)");
        return ExitCodes.Success;
    }
}

using System.CommandLine;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Pipeline.Models;
using ModelOptimizer.Tool.Rendering;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt diff BEFORE AFTER</c>: what changed from one model to another.</summary>
internal static class DiffCommand
{
    private static readonly Argument<string> Before = CommonOptions.Model("BEFORE");
    private static readonly Argument<string> After = CommonOptions.Model("AFTER");
    private static readonly Option<string[]> Set = CommonOptions.Set();
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        Command command = new("diff", "Show which layers differ between two models; layers are the same where their names are.") { Before, After, Set, Json };
        command.SetAction(parsed => Verb.Run(parsed, (_, _) => Run(parsed)));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var comparison = Comparison.Of(parsed.GetValue(Before)!, parsed.GetValue(After)!, parsed.GetValue(Set)!);
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(comparison.ToJson());
            return ExitCodes.Success;
        }

        var (before, after) = (comparison.Difference.Before, comparison.Difference.After);
        var changed = comparison.Difference.Layers.Where(layer => layer.Kind != DifferenceKind.None).ToList();
        Columns.Write(Console.Out,
        [
            ["layer", "operator", "change", "output", "parameters", "MACs"],
            .. changed.Select(layer => new[]
            {
                layer.Name,
                Both(layer, cost => cost.OpType),
                Comparison.Name(layer.Kind),
                Both(layer, cost => Columns.Shape(cost.OutputShape)),
                Both(layer, cost => Columns.Number(cost.Parameters)),
                Both(layer, cost => Columns.Number(cost.Macs)),
            }),
            ["total", "", "", "", Both(before.Parameters, after.Parameters), Both(before.Macs, after.Macs)],
        ]);
        Console.WriteLine($"{changed.Count} of {comparison.Difference.Layers.Count} layers differ");
        Console.WriteLine($"{Both(comparison.BytesBefore, comparison.BytesAfter)} bytes in the file");
        return ExitCodes.Success;
    }

    private static string Both(LayerDifference layer, Func<LayerCost, string> text)
    {
        var (before, after) = (layer.Before is null ? null : text(layer.Before), layer.After is null ? null : text(layer.After));
        return before is null || after is null || before == after ? (after ?? before)! : $"{before} -> {after}";
    }

    private static string Both(long before, long after) => before == after || before == 0
        ? $"{Columns.Number(before)} -> {Columns.Number(after)}"
        : $"{Columns.Number(before)} -> {Columns.Number(after)} ({Columns.Percent(before, after)})";
}

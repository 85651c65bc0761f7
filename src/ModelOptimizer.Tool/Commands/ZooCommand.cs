using System.CommandLine;
using ModelOptimizer.Pipeline.Models;
using ModelOptimizer.Tool.Rendering;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt zoo</c>: the architectures that are built from code.</summary>
internal static class ZooCommand
{
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        Command command = new("zoo", "List the architectures that zoo:NAME stands for, with their cost at the default options.") { Json };
        command.SetAction(parsed => Verb.Run(parsed, (_, _) => Run(parsed)));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var catalogue = ZooCatalogue.Measure();
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(catalogue.ToJson());
            return ExitCodes.Success;
        }

        Columns.Write(Console.Out,
        [
            ["model", "input", "parameters", "MACs"],
            .. catalogue.Entries.Select(entry => new[] { entry.Name, Columns.Shape(entry.Input), Columns.Number(entry.Parameters), Columns.Number(entry.Macs) }),
        ]);
        return ExitCodes.Success;
    }
}

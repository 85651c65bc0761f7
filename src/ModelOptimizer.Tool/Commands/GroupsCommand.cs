using System.CommandLine;
using ModelOptimizer.Pipeline.Models;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt groups MODEL</c>: which channels leave together, and what stays whole, with the reason.</summary>
internal static class GroupsCommand
{
    private static readonly Argument<string> Model = CommonOptions.Model();
    private static readonly Option<string[]> Set = CommonOptions.Set();
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        Command command = new("groups", "Show which channels of a model leave together, and what stays whole and why.") { Model, Set, Json };
        command.SetAction(parsed => Verb.Run(parsed, (_, _) => Run(parsed)));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var sets = CoupledSets.Of(parsed.GetValue(Model)!, parsed.GetValue(Set)!);
        Console.WriteLine(parsed.GetValue(Json) ? sets.ToJson() : sets.Coupling.ToString());
        return ExitCodes.Success;
    }
}

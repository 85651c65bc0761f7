using System.CommandLine;
using ModelOptimizer.Pipeline.Models;
using ModelOptimizer.Tool.Rendering;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt groups MODEL</c>: which channels leave together, in which groups, and what stays whole, with the reason.</summary>
internal static class GroupsCommand
{
    private static readonly Argument<string> Model = CommonOptions.Model();
    private static readonly Option<string[]> Set = CommonOptions.Set();
    private static readonly Option<string> Grouping = CommonOptions.Grouping();
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        Command command = new("groups", "Show which channels of a model leave together, and what stays whole and why.") { Model, Set, Grouping, Json };
        command.SetAction(parsed => Verb.Run(parsed, (_, _) => Run(parsed)));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var sets = CoupledSets.Of(parsed.GetValue(Model)!, parsed.GetValue(Set)!, CommonOptions.GroupingOf(parsed.GetValue(Grouping)!));
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(sets.ToJson());
        }
        else
        {
            GroupsText.Write(Console.Out, sets);
        }

        return ExitCodes.Success;
    }
}

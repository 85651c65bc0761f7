using System.CommandLine;
using ModelOptimizer.Graph;

namespace ModelOptimizer.Tool;

/// <summary>What is wrong with a command line.</summary>
internal static class UsageErrors
{
    /// <summary>One message for each cause. A word that is not known makes those around it wrong, so it is the only cause.</summary>
    public static IEnumerable<string> Of(ParseResult parsed) =>
        parsed.UnmatchedTokens.Count > 0 ? [Unknown(parsed.CommandResult.Command, parsed.UnmatchedTokens[0])] : parsed.Errors.Select(error => error.Message);

    private static string Unknown(Command command, string word)
    {
        string[] known = [.. (word.StartsWith('-') ? OptionsOf(command) : command.Subcommands).Where(symbol => !symbol.Hidden).Select(symbol => symbol.Name)];
        return known.Length == 0 ? $"'{word}' is one argument too many." : $"'{word}' is not known here{Suggestion.For(word, known)}";
    }

    private static IEnumerable<Symbol> OptionsOf(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive)));
}

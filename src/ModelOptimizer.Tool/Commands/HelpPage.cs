using System.CommandLine;
using System.CommandLine.Invocation;

namespace ModelOptimizer.Tool.Commands;

/// <summary>The help of a verb: what System.CommandLine says, then examples and exit codes.</summary>
internal sealed class HelpPage(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    private const string ExitCodesText = """
        Exit codes:
          0 done; 2 command line, manifest or data invalid; 3 a gate failed; 4 something is missing on this machine, or cannot be used;
          5 the artifact is not in the cache, or not the recorded one; 130 cancelled; 1 anything else.
        """;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Extends a program's help.</summary>
    public static void AddTo(RootCommand root)
    {
        var help = root.Options.OfType<System.CommandLine.Help.HelpOption>().Single();
        help.Action = new HelpPage((SynchronousCommandLineAction)help.Action!);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var examples = Examples.Of(NameOf(parseResult.CommandResult.Command));
        if (examples.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  modelopt {example}");
            }

            output.WriteLine();
        }

        output.WriteLine(ExitCodesText);
        return exitCode;
    }

    /// <summary>What a user types for a command after the program's name.</summary>
    internal static string NameOf(Command command) =>
        command is RootCommand ? "" : $"{NameOf(command.Parents.OfType<Command>().Single())} {command.Name}".TrimStart();
}

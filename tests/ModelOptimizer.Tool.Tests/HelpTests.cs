using System.CommandLine;
using ModelOptimizer.Tool.Commands;

namespace ModelOptimizer.Tool.Tests;

/// <summary>Help and completions: what a user sees before anything works.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Verbs => [.. Leaves(ModeloptCommand.Create()).Select(HelpPage.NameOf)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_has_examples_that_are_valid_command_lines(string verb)
    {
        var examples = Examples.Of(verb);

        Assert.NotEmpty(examples);
        Assert.All(examples, example =>
        {
            var program = ModeloptCommand.For(example.Split(' '));
            var parsed = program.Parse(example);
            Assert.Empty(parsed.Errors);
            Assert.Single(program.Subcommands);
            Assert.Equal(verb, HelpPage.NameOf(parsed.CommandResult.Command));
        });
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_answers_in_json_on_demand(string verb) => Assert.Empty(ModeloptCommand.Create().Parse($"{Examples.Of(verb)[0]} --json").Errors);

    [Fact]
    public void The_program_has_examples_of_its_verbs() =>
        Assert.All(Examples.Of(""), example => Assert.Empty(ModeloptCommand.Create().Parse(example).Errors));

    [Fact]
    public void Help_ends_with_examples_and_exit_codes()
    {
        var result = ToolProcess.Run("prune", "--help");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("Examples:\n  modelopt prune ", result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("3 a gate failed", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_shown_although_something_required_is_missing() => Assert.Equal(0, ToolProcess.Run("distill", "-h").ExitCode);

    [Theory]
    [InlineData("insp", "inspect")]
    [InlineData("cache ver", "verify")]
    [InlineData("prune model.onnx --crit", "--criterion")]
    [InlineData("runtime install ", "cuda")]
    public void Completions_are_suggested_for_verbs_options_and_values(string typed, string suggested)
    {
        var result = ToolProcess.Run($"[suggest:{typed.Length}]", typed);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains(suggested, result.Output.Split('\n', StringSplitOptions.TrimEntries));
    }

    [Theory]
    [InlineData("comprss detector.modelopt.json", "'comprss' is not known here; did you mean 'compress'?")]
    [InlineData("frobnicate", "'frobnicate' is not known here; there are: compress, watch,")]
    [InlineData("cache purge", "'purge' is not known here; there are: list, prune, verify. See modelopt --help.")]
    [InlineData("compress detector.modelopt.json --treads 2", "'--treads' is not known here; did you mean '--threads'?")]
    [InlineData("check detector.modelopt.json --verbositi q", "'--verbositi' is not known here; did you mean '--verbosity'?")]
    [InlineData("compress one.modelopt.json two.modelopt.json", "'two.modelopt.json' is one argument too many.")]
    public void A_word_that_is_not_known_is_one_error_with_what_was_meant(string typed, string said)
    {
        var result = ToolProcess.Run(typed.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"error MOPT0013: {said}", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static IEnumerable<Command> Leaves(Command command) =>
        command.Subcommands.Count == 0 ? [command] : command.Subcommands.Where(sub => !sub.Hidden).SelectMany(Leaves);
}

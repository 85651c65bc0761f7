using System.CommandLine;
using ModelOptimizer.Pipeline.Models;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Tool.Rendering;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt prune MODEL</c>: ONNX in, a smaller ONNX out.</summary>
internal static class PruneCommand
{
    private static readonly Argument<string> Model = CommonOptions.Model();
    private static readonly Option<string[]> Set = CommonOptions.Set();
    private static readonly Option<string> Criterion = new("--criterion") { Description = "What makes a channel important: bn-scale, cpmc, fpgm, l1, l2 or random.", HelpName = "NAME", DefaultValueFactory = _ => "cpmc" };
    private static readonly Option<string[]> With = List("--with", "An option of cpmc (norm, scale, computation, parameters, form, consumers); repeatable.", "NAME=VALUE");
    private static readonly Option<string?> Scope = new("--scope") { Description = "Where scores compete [default: layer with --ratio, else global].", HelpName = "layer|group|global" };
    private static readonly Option<string> Grouping = CommonOptions.Grouping();
    private static readonly Option<double?> Ratio = new("--ratio") { Description = "The fraction of channels to remove, 0 to 1.", HelpName = "R" };
    private static readonly Option<string?> Parameters = Amount("--parameters", "Largest number of parameters, or a change such as -50%.");
    private static readonly Option<string?> Macs = Amount("--macs", "Largest number of multiply-accumulates, or a change.");
    private static readonly Option<string?> Bytes = Amount("--bytes", "Largest file: bytes, a size such as \"10 MB\", or a change.");
    private static readonly Option<string?> Latency = Amount("--latency", "Longest run in ONNX Runtime: milliseconds, or a change.");
    private static readonly Option<int?> RoundTo = CommonOptions.Positive(new("--round-to") { Description = "Round widths up to multiples of this [default: 1].", HelpName = "N" });
    private static readonly Option<double> MinimumKept = new("--minimum-kept") { Description = "The smallest fraction of a layer's channels that is kept, 0 to 1.", HelpName = "R", DefaultValueFactory = _ => 0.05 };
    private static readonly Option<string[]> Include = List("--include", "Only layers that match may lose channels; * stands for any text; repeatable.", "PATTERN");
    private static readonly Option<string[]> Exclude = List("--exclude", "Layers that match keep their channels; repeatable.", "PATTERN");
    private static readonly Option<int?> Rounds = CommonOptions.Positive(new("--rounds") { Description = "Steps in which channels leave; each judges what is left [default: 1].", HelpName = "N" });
    private static readonly Option<int> Seed = new("--seed") { Description = "For the criterion random.", HelpName = "N" };
    private static readonly Option<string?> Plan = new("--plan") { Description = "Write the plan here; where nothing says how much to remove, replay it.", HelpName = "FILE" };
    private static readonly Option<string?> Output = new("--output", "-o") { Description = "Where to write the pruned model.", HelpName = "FILE" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Write nothing; print each layer before and after." };
    private static readonly Option<int?> Threads = CommonOptions.Threads();
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        Scope.AcceptOnlyFromAmong("layer", "group", "global");
        Command command = new("prune", "Cut channels out of a model, checked against the model with the same channels masked.")
        {
            Model, Set, Criterion, With, Scope, Grouping, Ratio, Parameters, Macs, Bytes, Latency, RoundTo, MinimumKept, Include, Exclude, Rounds, Seed, Plan, Output, DryRun, Threads, Json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(DryRun) == result.GetValue(Output) is not null)
            {
                result.AddError("Give either --output FILE or --dry-run.");
            }
        });
        command.SetAction(parsed => Verb.Run(parsed, (_, cancellation) => Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var report = ModelPruning.Run(Request(parsed), cancellation);
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(ReportJson.Write(report));
        }
        else
        {
            PruneText.Write(Console.Out, report, withLayers: parsed.GetValue(DryRun) || Verb.VerbosityOf(parsed) >= Verbosity.Detailed);
        }

        return ExitCodes.Success;
    }

    private static PruneRequest Request(ParseResult parsed) => new(parsed.GetValue(Model)!)
    {
        Settings = parsed.GetValue(Set)!,
        Criterion = parsed.GetValue(Criterion)!,
        CriterionSettings = parsed.GetValue(With)!,
        Scope = parsed.GetValue(Scope) is { } scope ? Enum.Parse<PruningScope>(scope, ignoreCase: true) : null,
        Grouping = CommonOptions.GroupingOf(parsed.GetValue(Grouping)!),
        Ratio = parsed.GetValue(Ratio),
        Parameters = parsed.GetValue(Parameters),
        Macs = parsed.GetValue(Macs),
        Bytes = parsed.GetValue(Bytes),
        Latency = parsed.GetValue(Latency),
        RoundTo = parsed.GetValue(RoundTo) ?? 1,
        MinimumKept = parsed.GetValue(MinimumKept),
        Include = parsed.GetValue(Include)!,
        Exclude = parsed.GetValue(Exclude)!,
        Rounds = parsed.GetValue(Rounds) ?? 1,
        Seed = parsed.GetValue(Seed),
        Plan = parsed.GetValue(Plan),
        Output = parsed.GetValue(Output),
        Threads = parsed.GetValue(Threads),
    };

    private static Option<string?> Amount(string name, string description) => new(name) { Description = description, HelpName = "N|-P%" };

    private static Option<string[]> List(string name, string description, string helpName) => new(name) { Description = description, HelpName = helpName, DefaultValueFactory = _ => [] };
}

using System.CommandLine;
using System.Globalization;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Models;
using ModelOptimizer.Pipeline.Progress;
using ModelOptimizer.Search.Controllers;
using ModelOptimizer.Search.Rollouts;
using ModelOptimizer.Tool.Rendering;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt search MODEL --data DIR</c>: finds out which blocks and channels a model can do without.</summary>
internal static class SearchCommand
{
    private static readonly Argument<string> Model = CommonOptions.Model();
    private static readonly Option<string[]> Set = CommonOptions.Set();
    private static readonly Option<string> Data = new("--data") { Description = "Folder of a PASCAL VOC data set, or of SPLIT/CLASS/*.jpg for a classifier, with the model's classes.", HelpName = "DIR", Required = true };
    private static readonly Option<string> Train = new("--train") { Description = "The split for statistics and short trainings.", HelpName = "NAME", DefaultValueFactory = _ => "train" };
    private static readonly Option<string> Split = new("--split") { Description = "The split to judge on.", HelpName = "NAME", DefaultValueFactory = _ => "val" };
    private static readonly Option<int?> Rollouts = CommonOptions.Positive(new("--rollouts") { Description = "Candidates to judge [default: 300].", HelpName = "N" });
    private static readonly Option<double?> Minutes = Number("--budget-minutes", "Stop after so many minutes all the same.", "M", minutes => minutes > 0, "a number above 0");
    private static readonly Option<bool> Controls = new("--controls") { Description = "Run uniform ratios, random search, evolution and group pruning with as many candidates, to compare with." };
    private static readonly Option<string?> Parameters = Amount("--parameters", "Largest number of parameters of a candidate, or a change such as -50%.");
    private static readonly Option<string?> Macs = Amount("--macs", "Largest number of multiply-accumulates of a candidate, or a change.");
    private static readonly Option<string?> Bytes = Amount("--bytes", "Largest ONNX file of a candidate: bytes, a size such as \"10 MB\", or a change.");
    private static readonly Option<string?> Latency = Amount("--latency", "Longest run of a candidate in ONNX Runtime: milliseconds, or a change.");
    private static readonly Option<string> Accuracy = Among("--accuracy", "What of accuracy counts.", "metric", "metric", "loss");
    private static readonly Option<double?> Weight = Number("--weight", "Weight of the cost in the reward [default: 0.1 of the whole model's MACs, 0 under a budget; with --accuracy loss 1 per GFLOP].", "W", weight => weight >= 0, "a number of at least 0");
    private static readonly Option<string> Criterion = new("--criterion") { Description = "How the channels of a layer are ranked.", HelpName = "NAME", DefaultValueFactory = _ => "bn-scale" };
    private static readonly Option<string[]> Exclude = new("--exclude") { Description = "Layers that match keep their channels; repeatable.", HelpName = "PATTERN", DefaultValueFactory = _ => [] };
    private static readonly Option<int?> RoundTo = CommonOptions.Positive(new("--round-to") { Description = "Round widths up to multiples of this [default: 1].", HelpName = "N" });
    private static readonly Option<int?> Images = CommonOptions.Positive(new("--images") { Description = "Validation images that a candidate is judged on [default: 256].", HelpName = "N" });
    private static readonly Option<string> Training = Among("--training", "What is trained for one pass before a candidate is judged.", "none", "none", "heads", "all");
    private static readonly Option<string> Update = Among("--update", "How the controller learns.", "reinforce", "reinforce", "ppo");
    private static readonly Option<int?> Workers = CommonOptions.Positive(new("--workers") { Description = "Candidates judged at the same time, each in a process of its own [default: 1].", HelpName = "N" });
    private static readonly Option<float[]?> Mean = Three("--mean", "Means of red, green and blue that a classifier's images are to have taken off.");
    private static readonly Option<float[]?> Deviation = Three("--deviation", "Deviations of red, green and blue that they are to be divided by.");
    private static readonly Option<int> Seed = new("--seed") { Description = "Drives every random choice.", HelpName = "N" };
    private static readonly Option<string?> Device = CommonOptions.Device();
    private static readonly Option<int?> Threads = CommonOptions.Threads("all cores but one, per worker");
    private static readonly Option<string> Output = new("--output", "-o") { Description = "Where to write the found model; its plan and search.json are put beside it.", HelpName = "FILE", Required = true };
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        Command command = new("search", "Search blocks and channel ratios by reinforcement learning; resumes where it was stopped.")
        {
            Model, Set, Data, Train, Split, Rollouts, Minutes, Controls, Parameters, Macs, Bytes, Latency, Accuracy, Weight, Criterion, Exclude, RoundTo, Images, Training, Update, Workers,
            Mean, Deviation, Seed, Device, Threads, Output, Json,
        };
        command.SetAction(parsed => Verb.Run(parsed, (renderer, cancellation) => Run(parsed, renderer, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, IRunRenderer renderer, CancellationToken cancellation)
    {
        SearchReport? report = null;
        renderer.Show(events =>
        {
            events.Report(new StageStarted("search", 1, 1, $"search: {parsed.GetValue(Model)} on \"{parsed.GetValue(Split)}\""));
            report = ModelSearch.Run(
                Request(parsed),
                (done, left, message) => events.Report(new StageProgressed("search", done, left is { } time ? Math.Round(time.TotalSeconds, 1) : null, message, Importance.High)),
                cancellation);
            return ExitCodes.Success;
        });
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(report!.Record.ToJson());
        }
        else
        {
            SearchTable.Write(Console.Out, report!);
        }

        return ExitCodes.Success;
    }

    private static SearchRequest Request(ParseResult parsed) => new(parsed.GetValue(Model)!, parsed.GetValue(Data)!, parsed.GetValue(Output)!)
    {
        Settings = parsed.GetValue(Set)!,
        Train = parsed.GetValue(Train)!,
        Validation = parsed.GetValue(Split)!,
        Mean = parsed.GetValue(Mean) is { Length: > 0 } mean ? mean : null,
        Deviation = parsed.GetValue(Deviation) is { Length: > 0 } deviation ? deviation : null,
        Options = new()
        {
            Rollouts = parsed.GetValue(Rollouts) ?? new SearchOptions().Rollouts,
            BudgetMinutes = parsed.GetValue(Minutes),
            Controls = parsed.GetValue(Controls),
            Workers = parsed.GetValue(Workers) ?? 1,
            Reward = new() { Accuracy = Enum.Parse<RewardAccuracy>(parsed.GetValue(Accuracy)!, ignoreCase: true), Weight = parsed.GetValue(Weight) },
            Controller = new() { Update = Enum.Parse<PolicyUpdate>(parsed.GetValue(Update)!, ignoreCase: true) },
            Rollout = new()
            {
                ValidationImages = parsed.GetValue(Images) ?? new RolloutOptions().ValidationImages,
                Training = Enum.Parse<RolloutTraining>(parsed.GetValue(Training)!, ignoreCase: true),
            },
        },
        Criterion = parsed.GetValue(Criterion)!,
        Parameters = parsed.GetValue(Parameters),
        Macs = parsed.GetValue(Macs),
        Bytes = parsed.GetValue(Bytes),
        Latency = parsed.GetValue(Latency),
        Exclude = parsed.GetValue(Exclude)!,
        RoundTo = parsed.GetValue(RoundTo) ?? 1,
        Seed = parsed.GetValue(Seed),
        Device = parsed.GetValue(Device) is { } device ? Enum.Parse<DeviceKind>(device, ignoreCase: true) : DeviceKind.Auto,
        Threads = parsed.GetValue(Threads),
        Worker = RolloutWorkerCommand.Program(),
    };

    private static Option<double?> Number(string name, string description, string helpName, Predicate<double> holds, string range)
    {
        Option<double?> option = new(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && holds(number)))
            {
                result.AddError($"{name} takes {range}, not '{text}'.");
            }
        });
        return option;
    }

    private static Option<string?> Amount(string name, string description) => new(name) { Description = description, HelpName = "N|-P%" };

    private static Option<string> Among(string name, string description, string standard, params string[] values) =>
        CommonOptions.Among(new Option<string>(name) { Description = description, DefaultValueFactory = _ => standard }, values);

    private static Option<float[]?> Three(string name, string description) =>
        new(name) { Description = description, HelpName = "R G B", AllowMultipleArgumentsPerToken = true, Arity = new ArgumentArity(3, 3) };
}

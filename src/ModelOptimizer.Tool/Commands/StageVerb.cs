using System.CommandLine;
using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Pipeline.SingleStages;
using ModelOptimizer.Tool.Rendering;

namespace ModelOptimizer.Tool.Commands;

/// <summary>What the verbs of single stages have in common; a verb adds options of its own, each with its name in a manifest.</summary>
internal sealed class StageVerb(StageKind stage, IReadOnlyList<(Option<string?> Option, string Name)> own, Option<string?>? teacher = null)
{
    private readonly Argument<string> model = CommonOptions.Model();
    private readonly Option<string[]> set = CommonOptions.Set();
    private readonly Option<string?> data = CommonOptions.Data(isRequired: false);
    private readonly Option<string?> format = CommonOptions.Among("--format", "How the data set is laid out [default: voc for a detector, folder for a classifier].", "voc", "folder");
    private readonly Option<string?> train = new("--train") { Description = "The split to train on [default: train].", HelpName = "NAME" };
    private readonly Option<string?> val = new("--val") { Description = "The split to measure on [default: val].", HelpName = "NAME" };
    private readonly Option<string[]> classes = new("--classes") { Description = "The classes, where the model does not name them; in the order of its outputs.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
    private readonly Option<string?> from = new("--from") { Description = "A manifest whose section for this stage, data set, seed, device and precision are taken over.", HelpName = "MANIFEST" };
    private readonly Option<string[]> with = new("--with") { Description = "Any other option of the stage, as in a manifest: --with augmentation.mosaic=0.2; repeatable.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };
    private readonly Option<int?> seed = new("--seed") { Description = "Drives every random choice [default: 0].", HelpName = "N" };
    private readonly Option<string?> device = CommonOptions.Device("Where to train [default: auto].");
    private readonly Option<string?> precision = CommonOptions.Among("--precision", "The number format of convolutions [default: auto].", "auto", "fp32", "bf16");
    private readonly Option<int?> threads = CommonOptions.Threads("all cores but one to train, one per core to measure");
    private readonly Option<string?> cache = CommonOptions.Cache();
    private readonly Option<int> checkpoints = CommonOptions.Checkpoints();
    private readonly Option<string> output = new("--output", "-o") { Description = "Where to write the model.", HelpName = "FILE", Required = true };
    private readonly Option<bool> json = CommonOptions.Json();

    private readonly IReadOnlyList<(Option<string?> Option, string Name)> settings =
    [
        (Setting("--epochs", "Passes over the training split.", "N"), "epochs"),
        (Setting("--batch-size", "Images per step.", "N"), "batchSize"),
        (Setting("--learning-rate", "Learning rate after warm-up.", "X"), "learningRate"),
        .. own,
    ];

    /// <summary>An option of a stage; what it may be is the manifest's business.</summary>
    public static Option<string?> Setting(string name, string description, string helpName) => new(name) { Description = description, HelpName = helpName };

    public Command Create(string name, string description)
    {
        Command command = new(name, description) { model, data };
        Option[] options =
        [
            .. teacher is null ? Array.Empty<Option>() : [teacher], .. settings.Select(setting => setting.Option), with, from,
            format, train, val, classes, seed, device, precision, threads, set, cache, checkpoints, output, json,
        ];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => Verb.Run(parsed, (renderer, cancellation) => Run(parsed, renderer, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, IRunRenderer renderer, CancellationToken cancellation)
    {
        StageReport? report = null;
        renderer.Show(events =>
        {
            report = new SingleStage(Request(parsed), events).Run(cancellation);
            return ExitCodes.Success;
        });
        if (parsed.GetValue(json))
        {
            Console.WriteLine(ReportJson.Write(report!));
        }
        else
        {
            StageText.Write(Console.Out, report!);
        }

        return ExitCodes.Success;
    }

    private StageRequest Request(ParseResult parsed) => new(stage, parsed.GetValue(model)!, parsed.GetValue(output)!)
    {
        ZooSettings = parsed.GetValue(set)!,
        Teacher = teacher is null ? null : parsed.GetValue(teacher),
        From = parsed.GetValue(from),
        DataRoot = parsed.GetValue(data),
        Format = parsed.GetValue(format) is { } layout ? Enum.Parse<DataFormat>(layout, ignoreCase: true) : null,
        Train = parsed.GetValue(train),
        Val = parsed.GetValue(val),
        Classes = parsed.GetValue(classes)!,
        Settings =
        [
            .. settings.Where(setting => parsed.GetValue(setting.Option) is not null).Select(setting => new StageSetting(setting.Option.Name, setting.Name, parsed.GetValue(setting.Option)!)),
            .. parsed.GetValue(with)!.Select(StageSetting.Parse),
        ],
        Seed = parsed.GetValue(seed),
        Device = CommonOptions.DeviceOf(parsed.GetValue(device)),
        Precision = parsed.GetValue(precision) switch { "fp32" => PrecisionKind.Float32, "bf16" => PrecisionKind.BFloat16, "auto" => PrecisionKind.Auto, _ => null },
        Threads = parsed.GetValue(threads),
        Cache = parsed.GetValue(cache) ?? ContentCache.DefaultRoot,
        CheckpointInterval = TimeSpan.FromSeconds(parsed.GetValue(checkpoints)),
    };
}

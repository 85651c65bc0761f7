using System.CommandLine;
using System.Text.Json;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pruning.Groups;

namespace ModelOptimizer.Tool.Commands;

/// <summary>Options and arguments that several verbs share.</summary>
internal static class CommonOptions
{
    /// <summary>How much is said.</summary>
    public static Option<string> Verbosity { get; } = CreateVerbosity();

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document on standard output, and nothing else there." };

    public static Option<string?> Cache() => new("--cache")
    {
        Description = "The cache's folder [default: $MODELOPT_CACHE, $XDG_CACHE_HOME/modelopt or ~/.cache/modelopt].", HelpName = "DIR",
    };

    public static Option<string?> DataRoot() => new("--data-root") { Description = "The data set's folder, instead of the manifest's data.root.", HelpName = "DIR" };

    public static Option<string?> Device(string description = "Where to train, instead of the manifest's device.") => Among("--device", description, "auto", "cpu", "cuda");

    /// <summary>What <see cref="Device"/> says.</summary>
    public static DeviceKind? DeviceOf(string? device) => device is null ? null : Enum.Parse<DeviceKind>(device, ignoreCase: true);

    public static Option<int?> Threads(string standard = "one per core") =>
        Positive(new("--threads") { Description = $"Threads to compute with [default: {standard}].", HelpName = "N" });

    public static Option<string[]> Set() => new("--set") { Description = "An option of a zoo model, name=value; repeatable.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };

    public static Option<string> Grouping()
    {
        Option<string> option = new("--grouping")
        {
            Description = "How layers are grouped: by the stride of their maps, by stride and module, or as arXiv 2306.01526 groups YOLOv4 or YOLOv3.",
            DefaultValueFactory = _ => "stride",
        };
        return Among(option, [.. Enum.GetValues<LayerGrouping>().Select(NameOf)]);
    }

    /// <summary>The grouping of that name.</summary>
    public static LayerGrouping GroupingOf(string name) => Enum.GetValues<LayerGrouping>().Single(grouping => NameOf(grouping) == name);

    public static Argument<string> Model(string name = "MODEL") => new(name) { Description = "An ONNX file, a Darknet .cfg (with the .weights beside it; untrained without), or zoo:NAME." };

    /// <summary>The folder of labelled images.</summary>
    public static Option<string?> Data(bool isRequired) => new("--data")
    {
        Description = "Folder of a PASCAL VOC data set, or of SPLIT/CLASS/*.jpg for a classifier, with the model's classes.", HelpName = "DIR", Required = isRequired,
    };

    /// <summary>How often checkpoints are written.</summary>
    public static Option<int> Checkpoints()
    {
        Option<int> option = new("--checkpoint-interval") { Description = "How much training a killed run may lose, besides an epoch.", DefaultValueFactory = _ => 15, HelpName = "SECONDS" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (!int.TryParse(text, out var seconds) || seconds < 0))
            {
                result.AddError($"{option.Name} takes a whole number of seconds, not '{text}'.");
            }
        });
        return option;
    }

    /// <summary>The values that the manifest allows, of an option that may be absent.</summary>
    public static Option<string?> Among(string name, string description, params string[] values) => Among(new Option<string?>(name) { Description = description }, values);

    /// <summary>An option that takes these values and no others.</summary>
    public static Option<T> Among<T>(Option<T> option, params string[] values)
    {
        option.HelpName = string.Join('|', values);
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    public static Option<int?> Positive(Option<int?> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (!int.TryParse(text, out var number) || number < 1))
            {
                result.AddError($"{option.Name} takes a whole number of at least 1, not '{text}'.");
            }
        });
        return option;
    }

    private static string NameOf(LayerGrouping grouping) => JsonNamingPolicy.KebabCaseLower.ConvertName(grouping.ToString());

    private static Option<string> CreateVerbosity()
    {
        Option<string> option = new("--verbosity", "-v")
        {
            Description = "How much to say: q(uiet), m(inimal), n(ormal), d(etailed), diag(nostic, with stack traces).",
            HelpName = "LEVEL",
            Recursive = true,
            DefaultValueFactory = _ => "normal",
        };
        option.AcceptOnlyFromAmong("q", "quiet", "m", "minimal", "n", "normal", "d", "detailed", "diag", "diagnostic");
        return option;
    }
}

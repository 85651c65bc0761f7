using System.CommandLine;
using System.Globalization;
using ModelOptimizer.Pipeline.Models;
using ModelOptimizer.Pipeline.Progress;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Tool.Rendering;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt evaluate MODEL --data DIR</c>: the metric of a model in ONNX Runtime.</summary>
internal static class EvaluateCommand
{
    private static readonly Argument<string> Model = CommonOptions.Model();
    private static readonly Option<string[]> Set = CommonOptions.Set();
    private static readonly Option<string?> Data = CommonOptions.Data(isRequired: true);
    private static readonly Option<string> Split = new("--split") { Description = "The split to measure on.", HelpName = "NAME", DefaultValueFactory = _ => "test" };
    private static readonly Option<float[]?> Mean = Three("--mean", "Means of red, green and blue that a classifier's images are to have taken off.");
    private static readonly Option<float[]?> Deviation = Three("--deviation", "Deviations of red, green and blue that they are to be divided by.");
    private static readonly Option<int?> Threads = CommonOptions.Threads();
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        Command command = new("evaluate", "Measure a detector or a classifier on labelled images, in ONNX Runtime.") { Model, Data, Split, Set, Mean, Deviation, Threads, Json };
        command.SetAction(parsed => Verb.Run(parsed, (renderer, cancellation) => Run(parsed, renderer, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, IRunRenderer renderer, CancellationToken cancellation)
    {
        var (model, split) = (parsed.GetValue(Model)!, parsed.GetValue(Split)!);
        ModelEvaluation? evaluation = null;
        renderer.Show(events =>
        {
            events.Report(new StageStarted("evaluate", 1, 1, $"evaluate: {model} on \"{split}\""));
            evaluation = ModelEvaluation.Measure(
                new(model, parsed.GetValue(Data)!, split)
                {
                    Settings = parsed.GetValue(Set)!,
                    Threads = parsed.GetValue(Threads),
                    Mean = parsed.GetValue(Mean) is { Length: > 0 } mean ? mean : null,
                    Deviation = parsed.GetValue(Deviation) is { Length: > 0 } deviation ? deviation : null,
                },
                done => events.Report(new StageProgressed("evaluate", done, null, "", Importance.Low)),
                cancellation);
            return ExitCodes.Success;
        });
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(ReportJson.Write<object>(evaluation!));
            return ExitCodes.Success;
        }

        Columns.Write(Console.Out, evaluation is ClassifierResult recognised ? Rows(recognised) : Rows((DetectorResult)evaluation!));
        var more = evaluation is DetectorResult detected
            ? $"mAP@[.5:.95] {Number(detected.MeanAveragePrecision50To95)}"
            : $"top-5 {Number(((ClassifierResult)evaluation!).Top5)}";
        Console.WriteLine($"{evaluation!.Metric} {Number(evaluation.Value)}, {more} on {evaluation.Images} images");
        return ExitCodes.Success;
    }

    private static string[][] Rows(DetectorResult detected) =>
    [
        ["class", "objects", "AP@0.5"],
        .. detected.Classes.Select(found => new[] { found.Name, found.Objects.ToString(CultureInfo.InvariantCulture), Number(found.AveragePrecision50) }),
    ];

    private static string[][] Rows(ClassifierResult recognised) =>
    [
        ["class", "images", "recall"],
        .. recognised.Classes.Select(found => new[] { found.Name, found.Images.ToString(CultureInfo.InvariantCulture), Number(found.Recall) }),
    ];

    private static Option<float[]?> Three(string name, string description) =>
        new(name) { Description = description, HelpName = "R G B", AllowMultipleArgumentsPerToken = true, Arity = new ArgumentArity(3, 3) };

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}

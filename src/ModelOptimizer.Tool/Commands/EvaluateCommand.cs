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
    private static readonly Option<string> Data = new("--data") { Description = "Folder of a PASCAL VOC data set with the model's classes.", HelpName = "DIR", Required = true };
    private static readonly Option<string> Split = new("--split") { Description = "The split to measure on.", HelpName = "NAME", DefaultValueFactory = _ => "test" };
    private static readonly Option<int?> Threads = CommonOptions.Threads();
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        Command command = new("evaluate", "Measure a detector on annotated images, in ONNX Runtime.") { Model, Data, Split, Set, Threads, Json };
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
                model,
                parsed.GetValue(Set)!,
                parsed.GetValue(Data)!,
                split,
                parsed.GetValue(Threads),
                done => events.Report(new StageProgressed("evaluate", done, null, "", Importance.Low)),
                cancellation);
            return ExitCodes.Success;
        });
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(ReportJson.Write(evaluation!));
            return ExitCodes.Success;
        }

        Columns.Write(Console.Out,
        [
            ["class", "objects", "AP@0.5"],
            .. evaluation!.Classes.Select(found => new[] { found.Name, found.Objects.ToString(CultureInfo.InvariantCulture), Number(found.AveragePrecision50) }),
        ]);
        Console.WriteLine($"mAP@0.5 {Number(evaluation.Value)}, mAP@[.5:.95] {Number(evaluation.MeanAveragePrecision50To95)} on {evaluation.Images} images");
        return ExitCodes.Success;
    }

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}

using System.CommandLine;
using System.Globalization;
using ModelOptimizer.Training.Runtime;

namespace ModelOptimizer.Benchmarks.CifarPruning;

/// <summary><c>cifar-pruning --data-root DIR --model FILE</c>: which criterion keeps a trained classifier best.</summary>
internal static class CifarPruningCommand
{
    private static readonly Option<string> Data = new("--data-root") { Description = "Folder with train/CLASS/*.jpg and test/CLASS/*.jpg.", Required = true };
    private static readonly Option<string> Model = new("--model") { Description = "The trained model.", Required = true };
    private static readonly Option<string[]> Criteria = List("--criteria", "Criteria by name; cpmc:form=product,scale=none sets options of CPMC.", ["cpmc", "l1", "l2", "bn-scale", "fpgm", "random"]);
    private static readonly Option<string[]> Macs = List("--macs", "Changes of multiply-accumulates, -30%.", ["-30%", "-53%"]);
    private static readonly Option<int[]> Seeds = List("--seeds", "Seeds.", [1, 2, 3]);
    private static readonly Option<string> Scope = new("--scope") { Description = "Where scores compete: layer, group or global.", DefaultValueFactory = _ => "global" };
    private static readonly Option<int> Epochs = Number("--epochs", "Epochs of fine-tuning; 0 for none.", 3);
    private static readonly Option<int> Training = Number("--training-images", "Images of an epoch, spread evenly over the training set.", 12_500);
    private static readonly Option<string> Split = new("--split") { Description = "Where to measure: test, or train to choose options.", DefaultValueFactory = _ => "test" };
    private static readonly Option<int> Test = Number("--test-images", "Images to measure on, spread evenly over that split.", 10_000);
    private static readonly Option<int> Statistics = Number("--statistics-images", "Training images over which BatchNorm is re-measured.", 5_000);
    private static readonly Option<int> BatchSize = Number("--batch-size", "Images per step.", 128);
    private static readonly Option<double> LearningRate = new("--learning-rate") { Description = "Learning rate after warm-up.", DefaultValueFactory = _ => 0.01 };
    private static readonly Option<string> Precision = new("--precision") { Description = "Number format of convolutions: auto, fp32 or bf16.", DefaultValueFactory = _ => "auto" };
    private static readonly Option<int> Threads = Number("--threads", "Compute threads.", Environment.ProcessorCount);
    private static readonly Option<string> Output = new("--output") { Description = "Where results are kept and resumed from.", DefaultValueFactory = _ => "cifar-pruning.json" };

    public static Command Create()
    {
        Precision.AcceptOnlyFromAmong("auto", "fp32", "bf16");
        Split.AcceptOnlyFromAmong("test", "train");
        Scope.AcceptOnlyFromAmong("layer", "group", "global");
        Command command = new("cifar-pruning", "Compares pruning criteria on a CIFAR-10 classifier, before and after fine-tuning.")
        {
            Data, Model, Criteria, Macs, Seeds, Scope, Epochs, Training, Split, Test, Statistics, BatchSize, LearningRate, Precision, Threads, Output,
        };
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var threads = parsed.GetValue(Threads);

        // Before anything of libtorch is loaded.
        ProcessTuning.Apply(threads);
        var target = ComputeTarget.Resolve(DeviceChoice.Cpu, PrecisionOption.Parse(parsed.GetValue(Precision)!));
        TorchSharp.torch.set_num_threads(threads);
        var settings = new CifarSettings(
            Path.GetFileName(parsed.GetValue(Model)!),
            parsed.GetValue(Scope)!,
            parsed.GetValue(Epochs),
            parsed.GetValue(Training),
            parsed.GetValue(Split)!,
            parsed.GetValue(Test),
            parsed.GetValue(Statistics),
            parsed.GetValue(BatchSize),
            parsed.GetValue(LearningRate),
            WeightDecay: 5e-4,
            target.Products.ToString());
        var experiment = new CifarExperiment(settings, parsed.GetValue(Model)!, parsed.GetValue(Data)!, target, threads);
        var results = experiment.Run(
            parsed.GetValue(Criteria)!,
            parsed.GetValue(Macs)!,
            parsed.GetValue(Seeds)!,
            parsed.GetValue(Output)!,
            message => Console.Error.WriteLine($"{DateTime.Now.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {message}"));
        Console.Write(CifarTable.Of(results));
    }

    private static Option<int> Number(string name, string description, int value) => new(name) { Description = description, DefaultValueFactory = _ => value };

    private static Option<T[]> List<T>(string name, string description, T[] values) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => values };
}

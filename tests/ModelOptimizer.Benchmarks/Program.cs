using System.CommandLine;
using ModelOptimizer.Benchmarks;
using ModelOptimizer.Benchmarks.BuildCost;
using ModelOptimizer.Benchmarks.CifarPruning;
using ModelOptimizer.Benchmarks.Variations;
using ModelOptimizer.Training.Runtime;

var threads = new Option<int>("--threads") { Description = "Compute threads.", DefaultValueFactory = _ => 1 };
var steps = new Option<int>("--steps") { Description = "Steps to measure.", DefaultValueFactory = _ => 10 };
var precision = new Option<string>("--precision") { Description = "Number format of convolutions.", DefaultValueFactory = _ => "auto" };
precision.AcceptOnlyFromAmong("auto", "fp32", "bf16");
var size = new Option<int>("--size") { Description = "Pixels along an image's edge.", DefaultValueFactory = _ => 256 };
var images = new Option<int>("--images") { Description = "Images per step.", DefaultValueFactory = _ => 16 };
var width = new Option<double>("--width") { Description = "Channels, as a fraction of the full network's.", DefaultValueFactory = _ => 1 };
var network = new Option<string>("--network") { Description = "The detector, an architecture of the zoo.", DefaultValueFactory = _ => "yolov4-tiny" };
var sparseStep = new Option<bool>("--sparse-step") { Description = "Also take steps of sparse training, in turn with plain ones, and print the ratio." };
var distill = new Option<bool>("--distill") { Description = "Measure steps with and without a teacher in turns, and print their ratio." };
var teacher = new Option<double>("--teacher-width") { Description = "Channels of the teacher, as a fraction of the full network's.", DefaultValueFactory = _ => 1 };
var json = new Option<bool>("--json") { Description = "Print one line of JSON." };
var trainStep = new Command("train-step", "Measures a training step of a detector.") { threads, steps, precision, size, images, width, network, sparseStep, distill, teacher, json };
trainStep.SetAction(result =>
{
    // Before anything of libtorch is loaded.
    ProcessTuning.Apply(result.GetValue(threads));
    var choice = PrecisionOption.Parse(result.GetValue(precision)!);
    var benchmark = new TrainStepBenchmark(result.GetValue(network)!, result.GetValue(size), result.GetValue(images), result.GetValue(width));
    if (result.GetValue(sparseStep))
    {
        var ratio = benchmark.RunSparse(result.GetValue(threads), result.GetValue(steps), choice);
        Console.WriteLine(result.GetValue(json) ? ratio.ToJson() : ratio.ToString());
        return;
    }

    if (result.GetValue(distill))
    {
        var cost = benchmark.Distill(result.GetValue(threads), result.GetValue(steps), choice, result.GetValue(teacher));
        Console.WriteLine(result.GetValue(json) ? cost.ToJson() : cost.ToString());
        return;
    }

    var rates = benchmark.Run(result.GetValue(threads), result.GetValue(steps), choice);
    Console.WriteLine(result.GetValue(json) ? rates.ToJson() : rates.ToString());
});

return new RootCommand("Measures the speed of ModelOptimizer.") { trainStep, CouplingCommand.Create(), CifarPruningCommand.Create(), FuzzCommand.Create(), VariationsCommand.Create(), BuildCostCommand.Create() }.Parse(args).Invoke();

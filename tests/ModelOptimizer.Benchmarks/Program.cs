using System.CommandLine;
using ModelOptimizer.Benchmarks;
using ModelOptimizer.Training.Runtime;

var threads = new Option<int>("--threads") { Description = "Compute threads.", DefaultValueFactory = _ => 1 };
var steps = new Option<int>("--steps") { Description = "Steps to measure.", DefaultValueFactory = _ => 10 };
var precision = new Option<string>("--precision") { Description = "Number format of convolutions.", DefaultValueFactory = _ => "auto" };
precision.AcceptOnlyFromAmong("auto", "fp32", "bf16");
var json = new Option<bool>("--json") { Description = "Print one line of JSON." };
var trainStep = new Command("train-step", "Measures a training step of YOLOv4-tiny: 256 x 256 pixels, 16 images.") { threads, steps, precision, json };
trainStep.SetAction(result =>
{
    // Before anything of libtorch is loaded.
    ProcessTuning.Apply(result.GetValue(threads));
    var choice = result.GetValue(precision) switch
    {
        "fp32" => PrecisionChoice.Float32,
        "bf16" => PrecisionChoice.BFloat16,
        _ => PrecisionChoice.Auto,
    };
    var rates = TrainStepBenchmark.Run(result.GetValue(threads), result.GetValue(steps), choice);
    Console.WriteLine(result.GetValue(json) ? rates.ToJson() : rates.ToString());
});

return new RootCommand("Measures the speed of ModelOptimizer.") { trainStep }.Parse(args).Invoke();

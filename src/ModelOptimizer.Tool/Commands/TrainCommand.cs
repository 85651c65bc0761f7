using System.CommandLine;
using ModelOptimizer.Pipeline.SingleStages;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt train MODEL --data DIR -o OUT</c>: ONNX in, trained ONNX out.</summary>
internal static class TrainCommand
{
    public static Command Create() => new StageVerb(StageKind.Train, []).Create("train", "Train a model on labelled images; resumes where it was stopped.");
}

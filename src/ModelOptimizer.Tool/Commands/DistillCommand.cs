using System.CommandLine;
using ModelOptimizer.Pipeline.SingleStages;

namespace ModelOptimizer.Tool.Commands;

/// <summary><c>modelopt distill MODEL --teacher TEACHER --data DIR -o OUT</c>: a small model learns from a large one.</summary>
internal static class DistillCommand
{
    public static Command Create() => new StageVerb(
        StageKind.Distill,
        [
            (StageVerb.Setting("--attention", "Weight of the imitation of spatial attention; 0 switches it off.", "X"), "attention.weight"),
            (StageVerb.Setting("--attention-preset", "Layers and weights as published: gcp-yolov4 or gcp-yolov3.", "NAME"), "attention.preset"),
            (StageVerb.Setting("--attention-region", "Where attention is imitated: all or objects.", "NAME"), "attention.region"),
            (StageVerb.Setting("--logits", "Weight of the imitation of objectness and classes; 0 switches it off.", "X"), "logits.weight"),
            (StageVerb.Setting("--temperature", "Temperature that softens both predictions.", "X"), "logits.temperature"),
            (StageVerb.Setting("--boxes", "Weight of the imitation of boxes; 0 switches it off.", "X"), "boxes.weight"),
            (StageVerb.Setting("--boxes-on", "In which cells boxes are imitated: assigned or teacher.", "NAME"), "boxes.on"),
        ],
        new("--teacher") { Description = "The model to learn from: an ONNX file, or a Darknet .cfg with its .weights.", HelpName = "TEACHER", Required = true })
        .Create("distill", "Train a model with a larger one as its teacher.");
}

using System.Runtime.InteropServices;
using ModelOptimizer.Data.Batches;
using ModelOptimizer.Graph.Detection;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Losses;

/// <summary>
/// The loss of anchor-based detectors on their raw heads (YOLOv4: Bochkovskiy et al., arXiv 2004.10934): CIoU for boxes, binary cross-entropy for objectness
/// and classes. Not thread-safe.
/// </summary>
public sealed class YoloLoss(DetectorDescription detector, YoloLossOptions options)
{
    private readonly TargetAssigner _assigner = detector.Heads.FirstOrDefault(head => head.NewCoordinates) is not { Output: var output } ? new(detector, options)
        : throw new TrainingException($"The head '{output}' gives new coordinates (Darknet's new_coords=1), which cannot be trained: the loss needs logits.");

    /// <summary>The loss of a batch: <c>box</c>, <c>objectness</c> and <c>class</c>.</summary>
    /// <param name="outputs">The raw heads by name, float32, <c>[N, anchors * (5 + classes), H, W]</c>.</param>
    /// <param name="targets">The objects of each of the N images, in input pixels.</param>
    public Loss Compute(IReadOnlyDictionary<string, Tensor> outputs, IReadOnlyList<IReadOnlyList<DetectionTarget>> targets)
    {
        using var scope = NewDisposeScope();
        var rows = HeadRows.Join(detector, outputs);
        var assignment = Assign(rows, targets);
        var normaliser = 1.0 / Math.Max(1, assignment.Rows.Length);

        var objectness = functional.binary_cross_entropy_with_logits(
            rows.select(1, 4),
            tensor(assignment.Objectness, device: rows.device),
            tensor(assignment.Weights, device: rows.device),
            Reduction.Sum).mul(normaliser * options.ObjectnessGain);
        var (box, classes) = assignment.Rows.Length == 0
            ? (objectness.mul(0), objectness.mul(0))
            : Assigned(rows, assignment, normaliser);
        var loss = Loss.Sum(("box", box), ("objectness", objectness), ("class", classes));
        scope.MoveToOuter([loss.Total, .. loss.Parts.Select(part => part.Value)]);
        return loss with { Truth = new(targets, assignment.Rows) };
    }

    private (Tensor Box, Tensor Classes) Assigned(Tensor rows, TargetAssignment assignment, double normaliser)
    {
        var predicted = rows.index_select(0, tensor(assignment.Rows, device: rows.device));
        var constants = tensor(assignment.Constants, device: rows.device).reshape(assignment.Rows.Length, -1);
        var scale = constants.narrow(1, 3, 1);
        var centre = predicted.narrow(1, 0, 2).sigmoid().mul(scale).sub(scale.sub(1).div(2)).add(constants.narrow(1, 0, 2)).mul(constants.narrow(1, 2, 1));
        var size = predicted.narrow(1, 2, 2).clamp_max(TargetAssigner.MaximumLogSize).exp().mul(constants.narrow(1, 4, 2));
        var overlap = CompleteIntersectionOverUnion.Of(cat([centre, size], 1), constants.narrow(1, 6, 4));
        var classes = functional.binary_cross_entropy_with_logits(
            predicted.narrow(1, 5, detector.Classes.Count),
            constants.narrow(1, TargetAssignment.Columns, detector.Classes.Count),
            reduction: Reduction.Sum);
        return (overlap.neg().add(1).sum().mul(normaliser * options.BoxGain), classes.mul(normaliser * options.ClassGain));
    }

    private TargetAssignment Assign(Tensor rows, IReadOnlyList<IReadOnlyList<DetectionTarget>> targets)
    {
        using var host = rows.detach().cpu();
        return _assigner.Assign(MemoryMarshal.Cast<byte, float>(host.bytes), targets);
    }
}

using ModelOptimizer.Graph.Detection;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Losses;

/// <summary>
/// The cells of all raw heads as the rows of one matrix <c>[rows, 5 + classes]</c>: heads in order, then images, rows of cells, cells, anchors.
/// With channels-last heads nothing is copied but the join.
/// </summary>
public static class HeadRows
{
    /// <summary>Joins the heads of <paramref name="outputs"/>.</summary>
    public static Tensor Join(DetectorDescription detector, IReadOnlyDictionary<string, Tensor> outputs) =>
        cat([.. detector.Heads.Select(head => outputs[head.Output].permute(0, 2, 3, 1).reshape(-1, 5 + detector.Classes.Count))]);
}

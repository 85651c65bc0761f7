using static TorchSharp.torch;

namespace ModelOptimizer.Training.Losses;

/// <summary>CIoU (Zheng et al., arXiv 1911.08287, equations 10 to 12): IoU - rho^2 / c^2 - alpha v.</summary>
public static class CompleteIntersectionOverUnion
{
    private const double Epsilon = 1e-7;

    /// <summary>CIoU of each pair, in -1.5..1.</summary>
    /// <param name="predicted">Centre x, y, width, height; <c>[P, 4]</c>.</param>
    /// <param name="target">Likewise.</param>
    /// <returns><c>[P]</c>.</returns>
    public static Tensor Of(Tensor predicted, Tensor target)
    {
        var (x1, y1, w1, h1) = Columns(predicted);
        var (x2, y2, w2, h2) = Columns(target);
        var (halfW1, halfH1, halfW2, halfH2) = (w1.div(2), h1.div(2), w2.div(2), h2.div(2));
        var (left1, right1, top1, bottom1) = (x1.sub(halfW1), x1.add(halfW1), y1.sub(halfH1), y1.add(halfH1));
        var (left2, right2, top2, bottom2) = (x2.sub(halfW2), x2.add(halfW2), y2.sub(halfH2), y2.add(halfH2));

        var common = right1.minimum(right2).sub(left1.maximum(left2)).clamp_min(0).mul(bottom1.minimum(bottom2).sub(top1.maximum(top2)).clamp_min(0));
        var union = w1.mul(h1).add(w2.mul(h2)).sub(common).add(Epsilon);
        var iou = common.div(union);

        var enclosingWidth = right1.maximum(right2).sub(left1.minimum(left2));
        var enclosingHeight = bottom1.maximum(bottom2).sub(top1.minimum(top2));
        var diagonal = enclosingWidth.square().add(enclosingHeight.square()).add(Epsilon);
        var distance = x1.sub(x2).square().add(y1.sub(y2).square());

        var angle = w2.div(h2.add(Epsilon)).atan().sub(w1.div(h1.add(Epsilon)).atan());
        var shape = angle.square().mul(4 / (Math.PI * Math.PI));
        // alpha is a weight, not something to minimise.
        var alpha = shape.div(shape.sub(iou).add(1 + Epsilon)).detach();
        return iou.sub(distance.div(diagonal)).sub(alpha.mul(shape));
    }

    private static (Tensor X, Tensor Y, Tensor Width, Tensor Height) Columns(Tensor boxes) =>
        (boxes.select(1, 0), boxes.select(1, 1), boxes.select(1, 2), boxes.select(1, 3));
}

using ModelOptimizer.Training.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Tests.Losses;

public sealed class CompleteIntersectionOverUnionTests
{
    [Fact]
    public void Is_one_for_equal_boxes() => Assert.Equal(1, Of([5, 5, 4, 2], [5, 5, 4, 2]), 1e-5);

    [Fact]
    public void Takes_off_the_distance_of_centres() =>
        // 4 x 4 boxes two apart: IoU 8/24; distance 4, enclosing 6 x 4 with diagonal 52; equal shapes.
        Assert.Equal((8.0 / 24) - (4.0 / 52), Of([2, 2, 4, 4], [4, 2, 4, 4]), 1e-5);

    [Fact]
    public void Takes_off_the_difference_of_shapes()
    {
        // 4 x 2 within 4 x 4, same centre: IoU 1/2, v = 4/pi^2 (atan 1 - atan 2)^2, alpha = v / (1/2 + v).
        var v = 4 / (Math.PI * Math.PI) * Math.Pow(Math.Atan(1) - Math.Atan(2), 2);
        Assert.Equal(0.5 - (v * v / (0.5 + v)), Of([2, 2, 4, 2], [2, 2, 4, 4]), 1e-5);
    }

    [Fact]
    public void Pulls_boxes_that_do_not_meet_towards_each_other()
    {
        using var scope = NewDisposeScope();
        var predicted = tensor((float[])[2, 2, 2, 2]).reshape(1, 4).requires_grad_();

        CompleteIntersectionOverUnion.Of(predicted, tensor((float[])[20, 2, 2, 2]).reshape(1, 4)).sum().backward();

        Assert.True(predicted.grad![0, 0].ToSingle() > 0);
        Assert.True(predicted.grad.isfinite().all().ToBoolean());
    }

    private static double Of(float[] predicted, float[] target)
    {
        using var scope = NewDisposeScope();
        return CompleteIntersectionOverUnion.Of(tensor(predicted).reshape(1, 4), tensor(target).reshape(1, 4)).ToSingle();
    }
}

using ModelOptimizer.Data.Batches;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Training.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Tests.Losses;

public sealed class YoloLossTests
{
    private static readonly DetectorDescription Detector = new(["a", "b"], 32, 32, [new("head", 8, [new(8, 8), new(16, 4)])]);

    [Fact]
    public void Equals_the_hand_calculation_on_raw_zeros()
    {
        // One object exactly where raw zeros predict it: CIoU 1, so no box loss. 31 background cells and one object, each ln 2, and two classes, each ln 2.
        using var scope = NewDisposeScope();
        var options = new YoloLossOptions { AnchorThreshold = 1, IgnoreThreshold = 1, BoxGain = 3, ObjectnessGain = 2, ClassGain = 5 };

        var loss = Compute(zeros(1, 14, 4, 4), options, [[new(0, 20, 12, 8, 8)]]);

        Assert.Equal(0, loss["box"], 1e-5);
        Assert.Equal(2 * 32 * Math.Log(2), loss["objectness"], 1e-4);
        Assert.Equal(5 * 2 * Math.Log(2), loss["class"], 1e-5);
    }

    [Fact]
    public void Refuses_new_coordinates_by_the_heads_name() => Assert.Contains("'head'", Assert.Throws<TrainingException>(() =>
        new YoloLoss(Detector with { Heads = [Detector.Heads[0] with { NewCoordinates = true }] }, new())).Message, StringComparison.Ordinal);

    [Fact]
    public void Divides_by_the_number_of_assigned_cells()
    {
        using var scope = NewDisposeScope();
        var options = new YoloLossOptions { AnchorThreshold = 1, IgnoreThreshold = 1, ClassGain = 1 };

        var loss = Compute(zeros(2, 14, 4, 4), options, [[new(0, 20, 12, 8, 8), new(1, 4, 4, 8, 8)], [new(1, 12, 12, 8, 8)]]);

        Assert.Equal(2 * Math.Log(2), loss["class"], 1e-5);
        Assert.Equal(64 * Math.Log(2) / 3, loss["objectness"], 1e-4);
    }

    [Fact]
    public void Is_background_only_without_objects()
    {
        using var scope = NewDisposeScope();

        var loss = Compute(zeros(1, 14, 4, 4), new() { ObjectnessGain = 1 }, [[]]);

        Assert.Equal((0, 32 * Math.Log(2), 0), (loss["box"], Math.Round(loss["objectness"], 4), loss["class"]), Close);
    }

    [Fact]
    public void Predicts_the_widened_centre_of_YOLOv4()
    {
        // scaleXY 2 and raw logit ln 3: 2 * 0.75 - 0.5 = 1 cell, the right and lower edge of cell (2, 1).
        using var scope = NewDisposeScope();
        var raw = full([1, 14, 4, 4], MathF.Log(3));
        raw.narrow(1, 2, 2).zero_();
        var detector = Detector with { Heads = [Detector.Heads[0] with { ScaleXY = 2 }] };

        var loss = Compute(raw, new() { AnchorThreshold = 1, NeighbourCells = false }, [[new(0, 23.999f, 15.999f, 8, 8)]], detector);

        Assert.Equal(0, loss["box"], 1e-3);
    }

    [Fact]
    public void Gradient_agrees_with_finite_differences()
    {
        using var scope = NewDisposeScope();
        var options = new YoloLossOptions { AnchorThreshold = 0.2f, IgnoreThreshold = 1, OverlapObjectness = 0, LabelSmoothing = 0.1f };
        IReadOnlyList<IReadOnlyList<DetectionTarget>> targets = [[new(0, 19, 13, 9, 7), new(1, 5, 27, 14, 6)]];
        var values = randn(1, 14, 4, 4, generator: new Generator(5));
        var raw = values.clone().requires_grad_();
        new YoloLoss(Detector, options).Compute(new Dictionary<string, Tensor> { ["head"] = raw }, targets).Total.backward();

        // alpha of CIoU is held constant in the gradient, so only the parts it does not touch (objectness, classes, centres) are compared.
        foreach (var (channel, y, x) in ((int, int, int)[])[(4, 1, 2), (5, 1, 2), (0, 1, 2), (1, 1, 2), (12, 3, 0), (11, 0, 3)])
        {
            const float Step = 1e-2f;
            double At(float shift)
            {
                var moved = values.clone();
                moved[0, channel, y, x].add_(shift);
                return Compute(moved, options, targets).Values.Sum();
            }

            Assert.Equal((At(Step) - At(-Step)) / (2 * Step), raw.grad![0, channel, y, x].ToSingle(), 3e-3);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(-50)]
    public void Stays_finite_for_extreme_predictions(float logit)
    {
        using var scope = NewDisposeScope();
        var raw = full([1, 14, 4, 4], logit).requires_grad_();

        var loss = new YoloLoss(Detector, new()).Compute(new Dictionary<string, Tensor> { ["head"] = raw }, [[new(0, 20, 12, 8, 8)]]);
        loss.Total.backward();

        Assert.True(loss.Total.isfinite().ToBoolean());
        Assert.True(raw.grad!.isfinite().all().ToBoolean());
    }

    private static Dictionary<string, double> Compute(
        Tensor raw, YoloLossOptions options, IReadOnlyList<IReadOnlyList<DetectionTarget>> targets, DetectorDescription? detector = null) =>
        new YoloLoss(detector ?? Detector, options).Compute(new Dictionary<string, Tensor> { ["head"] = raw }, targets)
            .Parts.ToDictionary(part => part.Name, part => (double)part.Value.ToSingle());

    private static bool Close((double, double, double) a, (double, double, double) b) =>
        Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) + Math.Abs(a.Item3 - b.Item3) < 1e-3;
}

using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Runtime;
using ModelOptimizer.Training.Sparsity;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Tests.Sparsity;

public sealed class SparsityPenaltyTests
{
    [Fact]
    public void Adds_the_full_rate_towards_zero_before_the_release() =>
        Assert.Equal([0.1f, -0.1f, 0.1f, 0], Push(epoch: 3, [3, -1, 2, 0]), Close);

    [Fact]
    public void Releases_the_important_scales_from_forty_percent_of_the_epochs_on() =>
        // Quantile 0.5 of 0, 1, 2, 3 is 2: from there on a hundredth of the rate.
        Assert.Equal([0.001f, -0.1f, 0.001f, 0], Push(epoch: 4, [3, -1, 2, 0]), Close);

    [Fact]
    public void Releases_nothing_under_the_constant_schedule() =>
        Assert.Equal([0.1f, -0.1f, 0.1f, 0], Push(epoch: 9, [3, -1, 2, 0], new() { Schedule = SparsitySchedule.Constant, Rate = 0.1 }), Close);

    [Fact]
    public void Judges_importance_within_groups_where_there_are_any()
    {
        using var scope = NewDisposeScope();
        using var executor = new GraphExecutor(Networks.Detector(width: 2), ComputeTarget.Reference);
        Set(executor, "conv0/bn.scale", [5, 6]);
        Set(executor, "conv1/bn.scale", [1, 2, 3, 4]);
        ScaleGroup[] groups = [new("first", ["conv0/bn.scale"]), new("second", ["conv1/bn.scale"])];

        new SparsityPenalty(executor.Parameters, new() { Rate = 0.1, Quantile = 0.5, Scope = QuantileScope.Group, Groups = groups }, 10).Apply(4);

        Assert.Equal([0.1f, 0.001f], Gradient(executor, "conv0/bn.scale"), Close);
        Assert.Equal([0.1f, 0.1f, 0.001f, 0.001f], Gradient(executor, "conv1/bn.scale"), Close);
    }

    [Fact]
    public void Judges_importance_over_the_whole_model_otherwise()
    {
        using var scope = NewDisposeScope();
        using var executor = new GraphExecutor(Networks.Detector(width: 2), ComputeTarget.Reference);
        Set(executor, "conv0/bn.scale", [5, 6]);
        Set(executor, "conv1/bn.scale", [1, 2, 3, 4]);
        Set(executor, "conv2/bn.scale", [0.1f, 0.1f, 0.1f, 0.1f]);
        Set(executor, "conv3/bn.scale", [0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f]);
        ScaleGroup[] groups = [new("first", ["conv0/bn.scale"]), new("second", ["conv1/bn.scale"])];

        new SparsityPenalty(executor.Parameters, new() { Rate = 0.1, Quantile = 0.9, Groups = groups }, 10).Apply(4);

        // Entry 16 of 18 in ascending order is 5.
        Assert.Equal([0.001f, 0.001f], Gradient(executor, "conv0/bn.scale"), Close);
        Assert.Equal([0.1f, 0.1f, 0.1f, 0.1f], Gradient(executor, "conv1/bn.scale"), Close);
    }

    [Fact]
    public void Refuses_a_scale_that_does_not_exist()
    {
        using var executor = new GraphExecutor(Networks.Detector(), ComputeTarget.Reference);
        Assert.Throws<TrainingException>(() => new SparsityPenalty(executor.Parameters, new() { Groups = [new("weights", ["conv0.weight"])] }, 10));
    }

    private static float[] Push(int epoch, float[] scales, SparsityOptions? options = null)
    {
        using var scope = NewDisposeScope();
        using var executor = new GraphExecutor(Networks.Detector(width: 4), ComputeTarget.Reference);
        Set(executor, "conv0/bn.scale", scales);
        new SparsityPenalty(executor.Parameters, (options ?? new() { Rate = 0.1, Quantile = 0.5 }) with { Scope = QuantileScope.Group, Groups = [new("first", ["conv0/bn.scale"])] }, 10).Apply(epoch);
        return Gradient(executor, "conv0/bn.scale");
    }

    private static void Set(GraphExecutor executor, string name, float[] values)
    {
        using var gradients = no_grad();
        var parameter = executor.Parameters.Trained.Single(parameter => parameter.Name == name).Tensor;
        parameter.copy_(tensor(values));
        parameter.grad = zeros_like(parameter);
    }

    private static float[] Gradient(GraphExecutor executor, string name) =>
        executor.Parameters.Trained.Single(parameter => parameter.Name == name).Tensor.grad!.ToTensorData().Floats.ToArray();

    private static bool Close(float expected, float actual) => Math.Abs(expected - actual) < 1e-6;
}

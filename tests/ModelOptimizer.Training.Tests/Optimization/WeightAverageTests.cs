using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Optimization;
using ModelOptimizer.Training.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Tests.Optimization;

public sealed class WeightAverageTests
{
    [Theory]
    [InlineData(0.999, 1 - (2.0 / 11))] // the ramp: (1 + 1) / (10 + 1)
    [InlineData(0.1, 0.9)]
    public void Moves_parameters_and_statistics_by_the_ramped_decay(double decay, double share)
    {
        using var scope = NewDisposeScope();
        using var executor = new GraphExecutor(Networks.Detector(), ComputeTarget.Reference);
        using var average = new WeightAverage(executor.Parameters, decay);
        using (no_grad())
        {
            foreach (var (_, tensor) in executor.Parameters.All)
            {
                tensor.add_(1);
            }
        }

        var before = Networks.Detector().Initializers;
        average.Update();

        Assert.All(average.Tensors, item => Assert.Equal(before[item.Name].Floats[0] + share, item.Tensor.flatten()[0].ToSingle(), 1e-5));
    }
}

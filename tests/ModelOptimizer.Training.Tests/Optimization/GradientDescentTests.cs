using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Optimization;
using ModelOptimizer.Training.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Tests.Optimization;

public sealed class GradientDescentTests
{
    [Fact]
    public void Decays_weights_but_no_scales_shifts_and_biases()
    {
        using var scope = NewDisposeScope();
        using var executor = new GraphExecutor(Networks.Detector(), ComputeTarget.Reference);
        using var optimizer = new GradientDescent(executor.Parameters, new() { WeightDecay = 0.5, Momentum = 0.9 });
        var before = executor.Export().Initializers;
        SetGradients(executor.Parameters, 0);

        optimizer.Step(0.1);

        // Nesterov's first step from g = 0.5 w is -0.1 (g + 0.9 g) = -0.095 w.
        var after = executor.Export().Initializers;
        Assert.All(executor.Parameters.Trained, parameter =>
        {
            var kept = parameter.Role == ParameterRole.Weight ? 1 - 0.095f : 1;
            Assert.Equal(before[parameter.Name].Floats[0] * kept, after[parameter.Name].Floats[0], 1e-6f);
        });
    }

    [Fact]
    public void Looks_ahead_along_the_momentum()
    {
        using var scope = NewDisposeScope();
        using var executor = new GraphExecutor(Networks.Detector(), ComputeTarget.Reference);
        using var optimizer = new GradientDescent(executor.Parameters, new() { WeightDecay = 0, Momentum = 0.9 });
        var before = executor.Export().Initializers["head.bias"].Floats[0];

        // g = 1 twice: v = 1, step 1.9; v = 1.9, step 1 + 0.9 * 1.9 = 2.71.
        SetGradients(executor.Parameters, 1);
        optimizer.Step(0.1);
        SetGradients(executor.Parameters, 1);
        optimizer.Step(0.1);

        Assert.Equal(before - 0.461f, executor.Export().Initializers["head.bias"].Floats[0], 1e-5f);
    }

    [Fact]
    public void Scales_the_gradient_of_all_parameters_down_to_the_limit()
    {
        using var scope = NewDisposeScope();
        using var executor = new GraphExecutor(Networks.Detector(), ComputeTarget.Reference);
        using var optimizer = new GradientDescent(executor.Parameters, new() { GradientClip = 2 });
        SetGradients(executor.Parameters, 1);

        optimizer.ClipGradient();

        var squares = executor.Parameters.Trained.Sum(parameter => parameter.Tensor.grad!.square().sum().ToSingle());
        Assert.Equal(2, Math.Sqrt(squares), 1e-3);
    }

    private static void SetGradients(GraphParameters parameters, float value)
    {
        foreach (var parameter in parameters.Trained)
        {
            parameter.Tensor.grad = full_like(parameter.Tensor.detach(), value);
        }
    }
}

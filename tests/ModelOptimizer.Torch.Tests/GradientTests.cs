using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Torch.Tests;

/// <summary>Every differentiable operator of the binding: backward against central differences in double precision.</summary>
public class GradientTests
{
    private const double Step = 1e-5;

    public static TheoryData<string> Operators => [.. DifferentiableOperators.Table.Keys];

    [Theory]
    [MemberData(nameof(Operators))]
    public void Backward_matches_finite_differences(string name)
    {
        using var scope = NewDisposeScope();
        var (apply, shapes) = DifferentiableOperators.Table[name];
        manual_seed(11);
        var inputs = shapes.Select(shape => Away(shape)).ToArray();
        Tensor weights;
        using (no_grad())
            weights = rand_like(Evaluate(apply, inputs)) + 0.5;
        (Evaluate(apply, inputs) * weights).sum().backward();
        for (var i = 0; i < inputs.Length; i++)
        {
            var analytic = inputs[i].grad!.contiguous().data<double>().ToArray();
            var numeric = Numeric(apply, inputs, i, weights);
            for (var j = 0; j < numeric.Length; j++)
                Assert.True(
                    Math.Abs(analytic[j] - numeric[j]) <= 1e-6 * (1 + Math.Abs(numeric[j])), $"input {i}, element {j}: {analytic[j]} against {numeric[j]}");
        }
    }

    private static double[] Numeric(Func<Tensor[], Tensor> apply, Tensor[] inputs, int input, Tensor weights)
    {
        using var off = no_grad();
        var values = inputs[input].bytes;
        var elements = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, double>(values);
        var result = new double[elements.Length];
        for (var j = 0; j < result.Length; j++)
        {
            using var scope = NewDisposeScope();
            var value = elements[j];
            elements[j] = value + Step;
            var above = (Evaluate(apply, inputs) * weights).sum().ToDouble();
            elements[j] = value - Step;
            var below = (Evaluate(apply, inputs) * weights).sum().ToDouble();
            elements[j] = value;
            result[j] = (above - below) / (2 * Step);
        }
        return result;
    }

    private static Tensor Evaluate(Func<Tensor[], Tensor> apply, Tensor[] inputs)
    {
        manual_seed(5); // dropout draws the same mask every time
        return apply(inputs);
    }

    /// <summary>Values between 0.3 and 1.7: inside every operator's domain, and clear of kinks at 0.</summary>
    private static Tensor Away(long[] shape) => ((rand(shape, float64) * 1.4) + 0.3).requires_grad_();
}

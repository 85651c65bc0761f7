using ModelOptimizer.Training.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Tests.Losses;

public sealed class ClassificationLossTests
{
    [Fact]
    public void Is_the_mean_negative_log_probability()
    {
        // Softmax of (0, ln 3) is (1/4, 3/4).
        using var scope = NewDisposeScope();
        var logits = tensor((float[])[0, MathF.Log(3), 0, MathF.Log(3)]).reshape(2, 2);

        var loss = ClassificationLoss.Compute(logits, tensor((long[])[0, 1]));

        Assert.Equal((Math.Log(4) + Math.Log(4.0 / 3)) / 2, loss.Total.ToSingle(), 1e-5);
    }
}

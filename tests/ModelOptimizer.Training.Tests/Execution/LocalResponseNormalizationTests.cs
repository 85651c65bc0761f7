using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Tests.Execution;

public sealed class LocalResponseNormalizationTests
{
    [Fact]
    public void A_window_of_even_size_reaches_further_up()
    {
        using var scope = NewDisposeScope();
        var graph = new ModelGraph
        {
            Inputs = { new("x", ElementType.Float32, [1, 3, 1, 1]) },
            Outputs = { new("y", ElementType.Float32, [1, 3, 1, 1]) },
            Nodes =
            {
                new()
                {
                    Name = "lrn", OpType = "LRN", Inputs = ["x"], Outputs = ["y"],
                    Attributes = { ["size"] = 2L, ["alpha"] = 2f, ["beta"] = 1f, ["bias"] = 1f },
                },
            },
        };
        using var executor = new GraphExecutor(graph, ComputeTarget.Reference);

        var output = executor.Run(tensor((float[])[1, 2, 3]).reshape(1, 3, 1, 1), ExecutionMode.Inference)["y"];

        // A channel sees itself and the next: 1 / (1 + 1 + 4), 2 / (1 + 4 + 9), 3 / (1 + 9).
        Assert.Equal([1f / 6, 2f / 14, 3f / 10], output.ToTensorData().Floats.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
    }
}

using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Tests.Execution;

public sealed class GraphExecutorTests
{
    [Theory]
    [InlineData("yolov4-tiny")]
    [InlineData("yolov3-tiny")]
    [InlineData("resnet20")]
    public void Exports_the_source_weights_when_nothing_was_trained(string name)
    {
        var graph = ModelZoo.Build(name, new() { Width = 0.25 });
        using var executor = new GraphExecutor(graph, ComputeTarget.Reference);

        var exported = executor.Export();

        Assert.Equal(OnnxFile.ToBytes(graph), OnnxFile.ToBytes(exported));
    }

    [Fact]
    public void Batch_statistics_move_the_running_ones_by_one_minus_momentum()
    {
        // Batch 1, 2, 3, 6: mean 3, unbiased variance 14 / 3; momentum 0.9 keeps 0.9 of 0 and 1.
        using var scope = NewDisposeScope();
        using var executor = new GraphExecutor(Normalisation(), ComputeTarget.Reference);

        var output = executor.Run(tensor((float[])[1, 2, 3, 6]).reshape(1, 1, 2, 2), ExecutionMode.Training)["y"];

        Assert.Equal([0.3f], executor.Export().Initializers["mean"].Floats.ToArray(), Close);
        Assert.Equal([0.9f + (1.4f / 3)], executor.Export().Initializers["var"].Floats.ToArray(), Close);
        // Normalised with the biased variance 3.5, then times 2 plus 1.
        Assert.Equal(1 + (2 * (6 - 3) / MathF.Sqrt(3.5f)), output.flatten()[3].ToSingle(), 1e-3);
    }

    [Fact]
    public void Inference_leaves_the_running_statistics_alone_and_records_no_gradient()
    {
        using var scope = NewDisposeScope();
        using var executor = new GraphExecutor(Normalisation(), ComputeTarget.Reference);

        var output = executor.Run(tensor((float[])[1, 2, 3, 6]).reshape(1, 1, 2, 2), ExecutionMode.Inference)["y"];

        Assert.False(output.requires_grad);
        Assert.Equal([0f], executor.Export().Initializers["mean"].Floats.ToArray());
        Assert.Equal(13, output.flatten()[3].ToSingle(), 1e-3);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Frozen_it_computes_the_same_to_the_bit_and_keeps_its_weights(ScalarType products)
    {
        using var scope = NewDisposeScope();
        var graph = Networks.Detector();
        using var executor = new GraphExecutor(graph, new(CPU, products));
        var images = randn(2, 3, 64, 64);
        var before = executor.Run(images, ExecutionMode.Inference);
        executor.Freeze();
        var after = executor.Run(images, ExecutionMode.Inference);

        Assert.All(before, output => Assert.Equal(output.Value.data<float>().ToArray(), after[output.Key].data<float>().ToArray()));
        Assert.Equal(OnnxFile.ToBytes(graph), OnnxFile.ToBytes(executor.Export()));
    }

    [Fact]
    public void Leaves_no_tensors_behind_but_its_results()
    {
        using var executor = new GraphExecutor(Networks.Detector(), ComputeTarget.Reference);
        using var images = zeros(1, 3, 64, 64);
        using var scope = NewDisposeScope();

        var outputs = executor.Run(images, ExecutionMode.Training);

        Assert.Equal(outputs.Count, scope.DisposablesCount);
    }

    [Fact]
    public void Returns_taps_that_later_operators_do_not_overwrite()
    {
        using var scope = NewDisposeScope();
        var images = rand(1, 3, 64, 64, generator: new Generator(3));
        using var plain = new GraphExecutor(Networks.Detector(), ComputeTarget.Reference, ["conv0/bn"]);

        var values = plain.Run(images, ExecutionMode.Inference);

        Assert.True(values["conv0/bn"].min().ToSingle() < 0);
        Assert.Equal(["conv0/bn", "head"], values.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Digests_a_value_before_a_later_operator_overwrites_it()
    {
        using var scope = NewDisposeScope();
        var images = rand(1, 3, 64, 64, generator: new Generator(3));
        using var tapped = new GraphExecutor(Networks.Detector(), ComputeTarget.Reference, ["conv0/bn"]);
        using var digesting = new GraphExecutor(Networks.Detector(), ComputeTarget.Reference, digests: [new("sum", "conv0/bn", value => value.square().sum())]);

        var sum = digesting.Run(images, ExecutionMode.Training)["sum"];
        sum.backward();

        Assert.Equal(tapped.Run(images, ExecutionMode.Training)["conv0/bn"].square().sum().ToSingle(), sum.ToSingle(), 1e-2 * sum.ToSingle());
        Assert.NotNull(digesting.Parameters.Trained[0].Tensor.grad);
    }

    [Fact]
    public void Bfloat16_products_stay_close_to_float32_and_keep_gradients_in_float32()
    {
        using var scope = NewDisposeScope();
        var images = rand(2, 3, 64, 64, generator: new Generator(3));
        using var reference = new GraphExecutor(Networks.Detector(), ComputeTarget.Reference);
        using var mixed = new GraphExecutor(Networks.Detector(), new(CPU, ScalarType.BFloat16));

        var expected = reference.Run(images, ExecutionMode.Training)["head"];
        var actual = mixed.Run(images, ExecutionMode.Training)["head"];
        actual.sum().backward();

        Assert.Equal(ScalarType.Float32, actual.dtype);
        Assert.True(actual.sub(expected).abs().max().ToSingle() < 0.05f);
        Assert.All(mixed.Parameters.Trained, parameter => Assert.Equal(ScalarType.Float32, parameter.Tensor.grad!.dtype));
    }

    [Fact]
    public void Names_the_node_that_cannot_be_executed_and_the_cause_without_a_backtrace()
    {
        using var scope = NewDisposeScope();
        using var executor = new GraphExecutor(Networks.Detector(), ComputeTarget.Reference);

        var error = Assert.Throws<TrainingException>(() => executor.Run(zeros(1, 4, 64, 64), ExecutionMode.Inference));

        Assert.Contains("cannot be executed", error.Message, StringComparison.Ordinal);
        Assert.Contains("channels", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception raised from", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_an_unknown_operator_by_name()
    {
        var graph = Networks.Detector();
        graph.Nodes.Insert(0, new() { Name = "n", OpType = "Einstein", Inputs = ["images"], Outputs = ["e"] });

        var error = Assert.Throws<TrainingException>(() => new GraphExecutor(graph, ComputeTarget.Reference));

        Assert.Contains("Einstein", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_tap_that_does_not_exist() =>
        Assert.Throws<TrainingException>(() => new GraphExecutor(Networks.Detector(), ComputeTarget.Reference, ["nowhere"]));

    [Fact]
    public void Refuses_to_digest_a_value_that_does_not_exist() =>
        Assert.Throws<TrainingException>(() => new GraphExecutor(Networks.Detector(), ComputeTarget.Reference, digests: [new("sum", "nowhere", value => value.sum())]));

    [Fact]
    public void Runs_a_network_whose_padding_is_computed_from_shapes()
    {
        var path = SharedData.Model("resnet20_cifar10jpeg.onnx");
        using var scope = NewDisposeScope();
        using var executor = new GraphExecutor(OnnxFile.Read(path), ComputeTarget.Reference);

        var logits = executor.Run(zeros(2, 3, 32, 32), ExecutionMode.Inference).Values.Single();

        Assert.Equal([2L, 10], logits.shape);
        Assert.True(logits.isfinite().all().ToBoolean());
    }

    private static bool Close(float expected, float actual) => Math.Abs(expected - actual) < 1e-5;

    private static ModelGraph Normalisation() => new()
    {
        Inputs = { new("x", ElementType.Float32, [1, 1, 2, 2]) },
        Outputs = { new("y", ElementType.Float32, [1, 1, 2, 2]) },
        Nodes = { new() { Name = "bn", OpType = "BatchNormalization", Inputs = ["x", "scale", "shift", "mean", "var"], Outputs = ["y"] } },
        Initializers =
        {
            ["scale"] = TensorData.Of([1], [2f]), ["shift"] = TensorData.Of([1], [1f]), ["mean"] = TensorData.Of([1], [0f]), ["var"] = TensorData.Of([1], [1f]),
        },
    };
}

using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Graph.Tests.Rewrites;

public class WeightResetTests
{
    private static readonly string[] Trained = [".weight", ".bias", ".scale", ".mean", ".var"];

    [Theory]
    [InlineData("yolov4-tiny")]
    [InlineData("mobilenetv2")]
    [InlineData("resnet18")]
    public void Draws_what_the_zoo_draws(string architecture)
    {
        var untrained = ModelZoo.Build(architecture, new() { Seed = 7 });
        var trained = untrained.Clone();
        foreach (var (name, data) in untrained.Initializers.Where(pair => Trained.Any(role => pair.Key.EndsWith(role, StringComparison.Ordinal))))
        {
            trained.Initializers[name] = TensorData.Of(data.Shape, Enumerable.Repeat(3f, (int)data.Count).ToArray());
        }

        var reset = WeightReset.Apply(trained, 7);

        Assert.All(untrained.Initializers, pair => Assert.Equal(pair.Value.Bytes.ToArray(), reset.Initializers[pair.Key].Bytes.ToArray()));
    }

    [Fact]
    public void Another_seed_draws_other_weights()
    {
        var graph = ModelZoo.Build("resnet20", new());
        var filters = graph.Nodes.First(node => node.OpType == "Conv").Inputs[1];

        Assert.NotEqual(Drawn(7), Drawn(8));
        Assert.Equal(Drawn(7), Drawn(7));

        float[] Drawn(long seed) => WeightReset.Apply(graph, seed).Initializers[filters].Floats.ToArray();
    }

    [Theory]
    [InlineData("ConvTranspose", new long[] { 6, 40, 4, 4 }, 2.0 / 48)] // 6 inputs in 2 groups, each 4 x 4 pixels
    [InlineData("MatMul", new long[] { 50, 60 }, 1.0 / 50)]
    [InlineData("Gemm", new long[] { 50, 60 }, 1.0 / 50)]
    [InlineData("PRelu", new long[] { 5, 1, 1 }, null)]
    public void Spreads_weights_by_what_each_output_reads(string type, long[] shape, double? variance)
    {
        var graph = new ModelGraph();
        graph.Initializers["w"] = TensorData.Of(shape, new float[shape.Aggregate(1L, (count, length) => count * length)]);
        var layer = new Node { Name = "layer", OpType = type, Inputs = ["x", "w"], Outputs = ["y"] };
        if (type == "ConvTranspose")
        {
            layer.Attributes["group"] = 2L;
        }

        graph.Nodes.Add(layer);

        var values = WeightReset.Apply(graph, 1).Initializers["w"].Floats.ToArray();

        if (variance is null)
        {
            Assert.All(values, value => Assert.Equal(0.25f, value));
            return;
        }

        Assert.InRange(values.Average(value => (double)value * value) / variance.Value, 0.95, 1.05);
    }

    [Fact]
    public void Leaves_the_graph_that_it_was_given_alone()
    {
        var graph = ModelZoo.Build("resnet20", new());
        var before = graph.Initializers.ToDictionary(pair => pair.Key, pair => pair.Value);

        WeightReset.Apply(graph, 3);

        Assert.All(before, pair => Assert.Same(pair.Value, graph.Initializers[pair.Key]));
    }
}

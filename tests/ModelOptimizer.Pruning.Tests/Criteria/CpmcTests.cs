using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Selection;
using ModelOptimizer.Pruning.Surgery;
using ModelOptimizer.Pruning.Tests.Reference;

namespace ModelOptimizer.Pruning.Tests.Criteria;

public class CpmcTests
{
    private static readonly CpmcOptions Plain = new() { Norm = WeightNorm.L1, Scale = ValueScale.None, Computation = 0, Parameters = 0, Consumers = false };

    [Theory]
    [InlineData("yolov4-tiny")]
    [InlineData("resnet20")]
    public void Computation_and_parameters_are_what_the_removal_of_a_channel_saves(string name)
    {
        var graph = TestGraph.Tiny(name).Trained(seed: 1, shifts: false);
        var coupling = ChannelCoupling.Of(graph);
        var (cost, before) = (new CandidateCost(graph, coupling), CostModel.Measure(graph));
        Assert.All(Enumerable.Range(0, coupling.Blocks.Count).Where(index => coupling.Blocks[index] is { IsPrunable: true, Width: > 1 }), index =>
        {
            var removed = new bool[coupling.Count];
            removed[coupling.Blocks[index].Start] = true;
            var after = CostModel.Measure(ChannelSurgery.Apply(graph, coupling, removed, foldConstants: false));
            var saved = cost.Saving(index);
            Assert.Equal((before.Parameters - after.Parameters, before.Macs - after.Macs), (saved.Parameters, saved.Macs));
        });
    }

    [Fact]
    public void Value_computation_and_parameters_are_those_of_the_formulas()
    {
        // 12 x 12 pixels; a: 3 -> 2 channels, 1x1; b: 2 -> 1, 1x1; head: 1 -> 1, 1x1. By hand: removing a channel of a saves 3 + 1 parameters and
        // (3 + 1) 144 multiply-accumulates, the one of b 2 + 1 and (2 + 1) 144; values 6 + 7, 15 + 8, and 15 + 9.
        var graph = TestGraph.Build(x => [x.Conv("a", 2, 1).Conv("b", 1, 1).Conv("head", 1, 1)]);
        graph.Initializers["a.weight"] = TensorData.Of([2, 3, 1, 1], [1f, -2, 3, -4, 5, -6]);
        graph.Initializers["b.weight"] = TensorData.Of([1, 2, 1, 1], [7f, -8]);
        graph.Initializers["head.weight"] = TensorData.Of([1, 1, 1, 1], [9f]);

        Assert.Equal([0 + 0, 10f / 11, 1 + 0.25f + 0.5f], Scores(graph, new() { Norm = WeightNorm.L1, Scale = ValueScale.None, Computation = 0.25, Parameters = 0.5, Form = CpmcForm.Sum }));
        Assert.Equal([13f / 4, 23f / 4, 24f / 3], Scores(graph, Plain with { Scale = ValueScale.Element, Consumers = true, Form = CpmcForm.Product }, relativeTo: 17 / 3f));
        Assert.Equal([13f / 18, 23f / 18, 1], Scores(graph, Plain with { Scale = ValueScale.Layer, Consumers = true, Form = CpmcForm.Product }));
    }

    [Theory]
    [InlineData(CpmcForm.Sum, ValueScale.None, WeightNorm.L1)]
    [InlineData(CpmcForm.Sum, ValueScale.Layer, WeightNorm.L2)]
    [InlineData(CpmcForm.Product, ValueScale.Element, WeightNorm.L1)]
    public void Scaling_a_filter_under_batch_normalisation_changes_nothing(CpmcForm form, ValueScale scale, WeightNorm norm)
    {
        var options = new CpmcOptions { Form = form, Scale = scale, Norm = norm };
        var graph = TestGraph.Tiny("resnet20").Trained(seed: 2);
        var before = Scores(graph, options);
        foreach (var node in graph.Nodes.Where(node => node.OpType == "Conv").ToList())
        {
            ScaleUnderNormalisation(graph, node, factor: 8);
        }

        Assert.Equal(before, Scores(graph, options), (one, other) => Math.Abs(one - other) < 1e-5);
    }

    [Fact]
    public void Scaling_the_maps_of_a_stream_that_its_readers_normalise_changes_nothing()
    {
        var graph = TestGraph.Build(x =>
        {
            var (a, b) = (x.Conv("a", 8, 3), x.Conv("b", 8, 3));
            return [a.Concat("join", b).BatchNorm("n").Relu("act").Conv("head", 2, 1)];
        }).Trained(seed: 3);
        var before = Scores(graph, new());
        Multiply(graph, "a.weight", 0, 8 * 27, 4);
        Multiply(graph, "n.mean", 0, 8, 4);
        ScaleVariance(graph, "n.var", 0, 8, 4);
        Assert.Equal(before, Scores(graph, new()), (one, other) => Math.Abs(one - other) < 1e-5);
    }

    [Fact]
    public void Without_costs_and_consumers_it_is_the_global_l1_norm()
    {
        var graph = TestGraph.Build(x => [x.Conv("a", 16, 3).Relu("r1").Conv("b", 24, 3).Relu("r2").Conv("c", 8, 1).Conv("head", 2, 1)]);
        var coupling = ChannelCoupling.Of(graph);
        var norms = new FilterL1().Score(graph, coupling, Aggregation.Sum);
        var scores = new Cpmc(Plain).Score(graph, coupling, Aggregation.Sum);
        int[] judged = [.. Enumerable.Range(0, coupling.Count).Where(set => !float.IsNaN(scores[set]))];
        Assert.Equal(48, judged.Length);
        Assert.Equal(judged.OrderBy(set => norms[set]), judged.OrderBy(set => scores[set]));
    }

    [Fact]
    public void Consumers_decide_between_equal_filters()
    {
        var graph = TestGraph.Build(x => [x.Conv("a", 2, 1).Conv("head", 1, 1)]);
        graph.Initializers["a.weight"] = TensorData.Of([2, 3, 1, 1], [1f, 1, 1, 1, 1, 1]);
        graph.Initializers["head.weight"] = TensorData.Of([1, 2, 1, 1], [5f, 0.1f]);
        var plan = Pruner.Plan(graph, new() { Criterion = new Cpmc(), Scope = PruningScope.Global, Ratio = 0.5 });
        Assert.Equal([1], plan.Layers.Single(layer => layer.Layer == "a").Removed);
    }

    [Fact]
    public void Settings_are_read_from_text() => Assert.Equal(
        new CpmcOptions { Norm = WeightNorm.L1, Scale = ValueScale.Element, Computation = 0.25, Parameters = 0, Form = CpmcForm.Sum, Consumers = false },
        new CpmcOptions().With(new Dictionary<string, string>
        {
            ["norm"] = "l1", ["scale"] = "element", ["computation"] = "0.25", ["parameters"] = "0", ["form"] = "sum", ["consumers"] = "false",
        }));

    [Theory]
    [InlineData("norn", "l2", "did you mean 'norm'?")]
    [InlineData("norm", "l3", "l1, l2")]
    [InlineData("computation", "much", "'much'")]
    [InlineData("computation", "2000", "between 0 and 1000")]
    public void Malformed_settings_are_refused(string name, string value, string says) => Assert.Contains(
        says, Assert.Throws<PruningException>(() => new CpmcOptions().With([KeyValuePair.Create(name, value)])).Message, StringComparison.Ordinal);

    private static float[] Scores(ModelGraph graph, CpmcOptions options, float relativeTo = 1)
    {
        var coupling = ChannelCoupling.Of(graph);
        return [.. new Cpmc(options).Score(graph, coupling, Aggregation.Sum).Where(score => !float.IsNaN(score)).Select(score => score * relativeTo)];
    }

    /// <summary>Multiplies the weights of a convolution; the statistics of its normalisation follow, so that the function stays.</summary>
    private static void ScaleUnderNormalisation(ModelGraph graph, Node layer, float factor)
    {
        if (graph.Nodes.Find(node => node.OpType == "BatchNormalization" && node.Inputs[0] == layer.Output) is { } normalisation)
        {
            Multiply(graph, layer.Inputs[1], 0, (int)graph.Initializers[layer.Inputs[1]].Count, factor);
            var channels = (int)graph.Initializers[normalisation.Inputs[3]].Count;
            Multiply(graph, normalisation.Inputs[3], 0, channels, factor);
            ScaleVariance(graph, normalisation.Inputs[4], 0, channels, factor);
        }
    }

    private static void Multiply(ModelGraph graph, string name, int start, int count, float factor) => Change(graph, name, start, count, value => value * factor);

    private static void ScaleVariance(ModelGraph graph, string name, int start, int count, float factor) =>
        Change(graph, name, start, count, value => (factor * factor * (value + 1e-5f)) - 1e-5f);

    private static void Change(ModelGraph graph, string name, int start, int count, Func<float, float> change)
    {
        var values = graph.Initializers[name].Floats.ToArray();
        for (var index = start; index < start + count; index++)
        {
            values[index] = change(values[index]);
        }

        graph.Initializers[name] = TensorData.Of(graph.Initializers[name].Shape, values);
    }
}

using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Graph.Tests.Costs;

public class ModelDifferenceTests
{
    [Fact]
    public void Layers_are_removed_changed_and_added_in_order()
    {
        var before = Network(x => x.Conv("a", 8, 3).Relu("gone").Conv("b", 4, 3).Relu("kept"));
        var after = Network(x => x.Conv("a", 6, 3).Conv("b", 4, 3).BatchNorm("new").Relu("kept"));

        var difference = ModelDifference.Between(before, after);

        Assert.Equal(
            [("a", DifferenceKind.Changed), ("gone", DifferenceKind.Removed), ("b", DifferenceKind.Changed), ("new", DifferenceKind.Added), ("kept", DifferenceKind.None)],
            difference.Layers.Select(layer => (layer.Name, layer.Kind)));
        Assert.Equal((3 * 8 * 9, 3 * 6 * 9), (difference.Layers[0].Before!.Parameters, difference.Layers[0].After!.Parameters));
    }

    [Fact]
    public void Another_operator_of_the_same_name_is_a_change() =>
        Assert.Equal(DifferenceKind.Changed, ModelDifference.Between(Network(x => x.Relu("a")), Network(x => x.LeakyRelu("a"))).Layers[0].Kind);

    private static ModelCost Network(Func<Feature, Feature> layers)
    {
        var builder = new GraphBuilder("test", 1);
        var last = layers(builder.Input("x", 3, 8, 8));
        builder.Output(last, last.Channels, 8, 8);
        return CostModel.Measure(builder.Graph);
    }
}

using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Selection;

namespace ModelOptimizer.Pruning.Tests.Selection;

/// <summary>Every prunable layer keeps half of its channels, classifier outputs stay.</summary>
public class HalvedModelTests
{
    // Parameters in millions and GMACs at 224 x 224, before and after, by an independent pruner.
    [Theory]
    [InlineData("resnet50", 25.557, 4.0892, 6.918, 1.0523)]
    [InlineData("vgg16-bn", 138.366, 15.4703, 35.622, 3.8903)]
    [InlineData("densenet121", 7.979, 2.8342, 2.275, 0.7383)]
    [InlineData("mobilenetv2", 3.505, 0.3008, 1.222, 0.0834)]
    public void Costs_what_an_independent_pruner_finds(string name, double parameters, double macs, double parametersLeft, double macsLeft)
    {
        var graph = ModelZoo.Build(name);
        foreach (var (constant, tensor) in graph.Initializers.Where(pair => pair.Value.Type == ElementType.Float32).ToList())
        {
            // Costs do not depend on weights, and zeros are quickly made.
            graph.Initializers[constant] = new(tensor.Type, tensor.Shape, new byte[tensor.Count * sizeof(float)]);
        }

        var plan = Pruner.Plan(graph, new() { Criterion = new RandomScore(1), Scope = PruningScope.Layer, Ratio = 0.5 });
        Assert.Equal((parameters, macs), Rounded(plan.Before));
        Assert.Equal((parametersLeft, macsLeft), Rounded(plan.After));
    }

    private static (double Millions, double Billions) Rounded(CostTotals cost) => (Math.Round(cost.Parameters / 1e6, 3), Math.Round(cost.Macs / 1e9, 4));
}

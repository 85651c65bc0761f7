using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning.Coupling;
using ModelOptimizer.Pruning.Plans;

namespace ModelOptimizer.Pruning.Tests.Reference;

/// <summary>Small graphs for tests.</summary>
public static class TestGraph
{
    /// <summary>Builds a graph over one image of three channels.</summary>
    public static ModelGraph Build(Func<Feature, IEnumerable<Feature>> body, int size = 12)
    {
        var builder = new GraphBuilder("test", 7);
        foreach (var output in body(builder.Input("images", 3, size, size)).ToList())
        {
            builder.Graph.Outputs.Add(new(output.Name, ElementType.Float32, null));
        }

        return builder.Graph;
    }

    /// <summary>Gives every normalisation random, distinct statistics, as after training. Without shifts, removed channels are zero.</summary>
    public static ModelGraph Trained(this ModelGraph graph, int seed, bool shifts = true)
    {
        var random = new Random(seed);
        foreach (var node in graph.Nodes.Where(node => node.OpType == "BatchNormalization"))
        {
            Fill(node.Inputs[1], () => 0.05f + random.NextSingle());
            Fill(node.Inputs[2], () => shifts ? random.NextSingle() - 0.5f : 0);
            Fill(node.Inputs[3], () => random.NextSingle() - 0.5f);
            Fill(node.Inputs[4], () => 0.5f + random.NextSingle());
        }

        return graph;

        void Fill(string name, Func<float> next) =>
            graph.Initializers[name] = TensorData.Of(graph.Initializers[name].Shape, [.. Enumerable.Range(0, (int)graph.Initializers[name].Count).Select(_ => next())]);
    }

    /// <summary>A plan that removes some channels of one layer, and what must leave with them.</summary>
    public static PruningPlan Removing(ModelGraph graph, string layer, params int[] channels)
    {
        var coupling = ChannelCoupling.Of(graph);
        var sets = coupling.Layers.Single(slot => slot.Node.Name == layer).Channels.Sets();
        var removed = channels.Select(channel => sets[channel]).ToHashSet();
        return new() { Layers = [.. coupling.Layers.Select(slot => Plan(slot, removed)).Where(planned => planned.Removed.Count > 0)] };
    }

    private static PlannedLayer Plan(ChannelSlot slot, HashSet<int> removed)
    {
        var sets = slot.Channels.Sets();
        int[] channels = [.. Enumerable.Range(0, sets.Length).Where(channel => removed.Contains(sets[channel]))];
        return new(slot.Node.Name, sets.Length, sets.Length - channels.Length, channels);
    }

    /// <summary>A node appended to a feature.</summary>
    public static Feature Then(this Feature x, string operation, string name, int channels, IEnumerable<string> inputs, params (string, object)[] attributes) =>
        x.Builder.Node(operation, name, channels, [x.Name, .. inputs], attributes);

    public static string Int64s(this Feature x, string name, params long[] values) => x.Builder.Constant(name, TensorData.Of([values.Length], values));

    public static ModelGraph Tiny(string name = "yolov4-tiny", double width = 0.25) =>
        ModelZoo.Build(name, new() { InputSize = name == "resnet20" ? new(16, 16) : new(64, 64), Width = width, Classes = ["robot", "ball"] });
}

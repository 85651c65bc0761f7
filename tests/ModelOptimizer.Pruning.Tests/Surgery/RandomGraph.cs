using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning.Tests.Reference;

namespace ModelOptimizer.Pruning.Tests.Surgery;

/// <summary>Random graphs of the operators that pruning follows. Convolutions that come late are not padded, so that folding is exact everywhere.</summary>
internal static class RandomGraph
{
    public static ModelGraph Of(int seed)
    {
        var random = new Random(seed);
        return TestGraph.Build(x => Body(x, random), size: 8).Trained(seed);
    }

    private static List<Feature> Body(Feature images, Random random)
    {
        var features = new List<Feature> { images.ConvLeaky("stem", random.Next(2, 9), 3) };
        var steps = random.Next(3, 12);
        for (var step = 0; step < steps; step++)
        {
            var x = features[random.Next(features.Count)];
            var other = features[random.Next(features.Count)];
            features.AddRange(Step(x, other, $"n{step}", random));
        }

        var last = features[^1];
        var heads = new List<Feature> { last.Conv("head", 2, 1, bias: [1, -1]) };
        if (random.Next(2) == 0)
        {
            heads.Add(features[random.Next(features.Count)].GlobalAverage("pool").Linear("logits", 3));
        }

        return heads;
    }

    private static Feature[] Step(Feature x, Feature other, string name, Random random) => random.Next(12) switch
    {
        0 => [x.ConvLeaky(name, random.Next(2, 9), 1)],
        1 => [x.Conv(name, random.Next(2, 9), 1, bias: null).Relu($"{name}/act")],
        2 => [x.Concat(name, other)],
        3 => x.Channels > 1 && x.Halve(name) is var (first, second) ? [first, second] : [x],
        4 when x.Channels == other.Channels => [x.Add(name, other)],
        4 => [other.Conv($"{name}/fit", x.Channels, 1).BatchNorm($"{name}/bn").Add(name, x)],
        5 => [x.MaxPool($"{name}/pool").Upsample(name)],
        6 => [x.Conv(name, x.Channels, 1, groups: x.Channels).BatchNorm($"{name}/bn").Relu($"{name}/act")],
        7 when x.Channels % 2 == 0 => [x.Conv(name, 6, 1, groups: 2).BatchNorm($"{name}/bn").LeakyRelu($"{name}/act")],
        8 => [Gate(x, name)],
        9 => [x.PadChannels(name, x.Channels + random.Next(1, 4))],
        10 => [x.Then("Sigmoid", name, x.Channels, [])],
        _ => [x.BatchNorm(name).LeakyRelu($"{name}/act")],
    };

    /// <summary>Squeeze and excite.</summary>
    private static Feature Gate(Feature x, string name)
    {
        var gate = x.Then("GlobalAveragePool", $"{name}/squeeze", x.Channels, []).Conv($"{name}/reduce", 3, 1, bias: [0.1f, 0.2f, 0.3f])
            .Relu($"{name}/act").Conv($"{name}/expand", x.Channels, 1, bias: new float[x.Channels]).Then("Sigmoid", $"{name}/gate", x.Channels, []);
        return x.Then("Mul", name, x.Channels, [gate.Name]);
    }
}

using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pruning.Tests.Reference;

namespace ModelOptimizer.Pruning.Tests.Surgery;

/// <summary>
/// Random graphs of the blocks that convolutional networks are made of. Unless padding is asked for, convolutions after the stem read no borders,
/// so that folding is exact everywhere.
/// </summary>
internal sealed class RandomGraph
{
    private const int Size = 8;
    private const int Widest = 24;
    private readonly Random _random;
    private readonly int _kernel;

    private RandomGraph(Random random, bool padded) => (_random, _kernel) = (random, padded ? 3 : 1);

    public static ModelGraph Of(int seed, bool padded = false)
    {
        var random = new Random(seed);
        var graph = TestGraph.Build(x => new RandomGraph(random, padded).Body(x), Size).Trained(seed);
        graph.Inputs[0] = graph.Inputs[0] with { Shape = [1, 3, Size, Size] };
        return DeadCode.Remove(graph);
    }

    private List<Feature> Body(Feature images)
    {
        var features = new List<Feature> { images.ConvLeaky("stem", _random.Next(2, 9), 3) };
        var steps = _random.Next(3, 12);
        for (var step = 0; step < steps; step++)
        {
            var name = $"n{step}";
            foreach (var made in Step(Any(features), Any(features), name))
            {
                features.Add(made.Channels <= Widest ? made : made.ConvLeaky($"{made.Name}/narrow", _random.Next(4, 12), 1));
            }
        }

        var heads = new List<Feature> { features[^1].Concat("join", Any(features)).ConvLeaky("tail", 4, 1).Conv("head", 2, 1, bias: [1, -1]) };
        if (_random.Next(2) == 0)
        {
            heads.Add(Head(Any(features)));
        }

        return heads;
    }

    private Feature Any(List<Feature> features) => features[_random.Next(features.Count)];

    private Feature[] Step(Feature x, Feature other, string name) => _random.Next(28) switch
    {
        0 => [x.ConvLeaky(name, Width(), _kernel)],
        1 => [x.Conv(name, Width(), _kernel).Relu($"{name}/act")],
        2 => [x.Concat(name, other)],
        3 => x.Channels > 1 && x.Halve(name) is var (first, second) ? [first, second] : [x],
        4 when x.Channels == other.Channels => [x.Add(name, other)],
        4 => [other.Conv($"{name}/fit", x.Channels, 1).BatchNorm($"{name}/bn").Add(name, x)],
        5 => [x.MaxPool($"{name}/pool").ConvLeaky($"{name}/top", Width(), 1).Upsample($"{name}/up").Concat(name, other)],
        6 => [x.Conv(name, x.Channels * _random.Next(1, 3), 3 - (_kernel == 1 ? 2 : 0), groups: x.Channels).BatchNorm($"{name}/bn").Relu($"{name}/act")],
        7 when x.Channels % 2 == 0 => [x.Conv(name, 6, _kernel, groups: 2).BatchNorm($"{name}/bn").LeakyRelu($"{name}/act")],
        8 => [Gate(x, name)],
        9 => [x.PadChannels(name, x.Channels + _random.Next(1, 4))],
        10 => [x.Then(Activations[_random.Next(Activations.Length)], name, x.Channels, [])],
        11 => [x.BatchNorm(name).LeakyRelu($"{name}/act")],
        12 => [Shuffle(x, name)],
        13 when x.Channels > 2 && x.Channels % 2 == 0 => ShuffledHalves(x, name),
        14 => [Reordered(x, name)],
        15 when x.Channels > 2 => [EverySecond(x, name)],
        16 when x.Channels % 4 == 0 => [x.Then("DepthToSpace", $"{name}/weave", x.Channels / 4, [], ("blocksize", 2L), ("mode", _random.Next(2) == 0 ? "DCR" : "CRD")).MaxPool(name)],
        17 => [x.MaxPool($"{name}/pool").Upsample($"{name}/up").MaxPool($"{name}/again").Upsample(name)],
        18 => [x.Then("SpaceToDepth", $"{name}/fold", x.Channels * 4, [], ("blocksize", 2L)).Upsample(name)],
        19 => [Transposed(x, name).MaxPool(name)],
        20 => [InstanceNorm(x, name).Relu($"{name}/act")],
        21 => [FlatGate(x, name)],
        22 => [Dense(x, name)],
        23 => [x.BatchNorm($"{name}/bn").Relu($"{name}/act").Conv($"{name}/conv", x.Channels, _kernel).Add(name, x)],
        24 => Shared(x, name),
        25 => [x.Then("PRelu", name, x.Channels, [x.Builder.Weights($"{name}.slope", [x.Channels, 1, 1], 0.3)])],
        26 => [x.Add(name, x.Then("GlobalAveragePool", $"{name}/pool", x.Channels, []))],
        _ => [x.ConvLeaky($"{name}/a", x.Channels, _kernel).Conv($"{name}/b", x.Channels, _kernel).BatchNorm($"{name}/bn").Add(name, x).Relu($"{name}/act")],
    };

    private static readonly string[] Activations = ["Sigmoid", "HardSwish", "Tanh", "Softplus", "LeakyRelu"];

    private int Width() => _random.Next(2, 9);

    private Feature Head(Feature x) => _random.Next(3) switch
    {
        0 => x.GlobalAverage("pool").Linear("logits", 3),
        1 => x.MaxPool("p0").MaxPool("p1").Then("Flatten", "flat", x.Channels * 4, []).Linear("fc", Width()).Relu("fc/act").Linear("logits", 3),
        _ => Projected(Projected(x.Then("ReduceMean", "mean", x.Channels, [], ("axes", new long[] { 2, 3 }), ("keepdims", 0L)), "fc", Width()).Relu("fc/act"), "logits", 3),
    };

    /// <summary>MatMul and Add.</summary>
    private static Feature Projected(Feature x, string name, int outputs) =>
        x.Then("MatMul", $"{name}/product", outputs, [x.Builder.Weights($"{name}.weight", [x.Channels, outputs], 0.5)])
            .Then("Add", name, outputs, [x.Builder.Weights($"{name}.bias", [outputs], 0.5)]);

    /// <summary>Squeeze and excite.</summary>
    private static Feature Gate(Feature x, string name)
    {
        var gate = x.Then("GlobalAveragePool", $"{name}/squeeze", x.Channels, []).Conv($"{name}/reduce", 3, 1, bias: [0.1f, 0.2f, 0.3f])
            .Relu($"{name}/act").Conv($"{name}/expand", x.Channels, 1, bias: new float[x.Channels]).Then("Sigmoid", $"{name}/gate", x.Channels, []);
        return x.Then("Mul", name, x.Channels, [gate.Name]);
    }

    /// <summary>Squeeze and excite over vectors.</summary>
    private static Feature FlatGate(Feature x, string name)
    {
        var gate = x.Then("ReduceMean", $"{name}/squeeze", x.Channels, [], ("axes", new long[] { 2, 3 }), ("keepdims", 0L))
            .Linear($"{name}/reduce", 3).Relu($"{name}/act").Linear($"{name}/expand", x.Channels).Then("HardSigmoid", $"{name}/gate", x.Channels, []);
        return x.Then("Mul", name, x.Channels, [gate.Then("Unsqueeze", $"{name}/wide", x.Channels, [x.Int64s($"{name}.axes", 2, 3)]).Name]);
    }

    /// <summary>Each layer reads all before it.</summary>
    private Feature Dense(Feature x, string name)
    {
        var first = x.Concat($"{name}/c0", x.BatchNorm($"{name}/bn0").Relu($"{name}/act0").Conv($"{name}/conv0", 3, _kernel));
        return first.Concat(name, first.BatchNorm($"{name}/bn1").Relu($"{name}/act1").Conv($"{name}/conv1", 2, _kernel));
    }

    /// <summary>Reshape, Transpose, Reshape (arXiv 1707.01083).</summary>
    private Feature Shuffle(Feature x, string name)
    {
        int[] divisors = [.. Enumerable.Range(1, x.Channels).Where(count => x.Channels % count == 0)];
        var groups = divisors[_random.Next(divisors.Length)];
        return x.Then("Reshape", $"{name}/spread", x.Channels, [x.Int64s($"{name}.grid", 1, groups, x.Channels / groups, Size, Size)])
            .Then("Transpose", $"{name}/swap", x.Channels, [], ("perm", new long[] { 0, 2, 1, 3, 4 }))
            .Then("Reshape", name, x.Channels, [x.Int64s($"{name}.shape", _random.Next(2) == 0 ? -1 : 1, x.Channels, Size, Size)]);
    }

    /// <summary>Every second channel and the others, with the batch in the rows as exporters write it.</summary>
    private static Feature[] ShuffledHalves(Feature x, string name)
    {
        var half = x.Channels / 2;
        var grid = x.Then("Reshape", $"{name}/spread", half, [x.Int64s($"{name}.grid", half, 2, Size * Size)])
            .Then("Transpose", $"{name}/swap", half, [], ("perm", new long[] { 1, 0, 2 }))
            .Then("Reshape", $"{name}/halves", half, [x.Int64s($"{name}.shape", 2, -1, half, Size, Size)]);
        return [Half(0), Half(1)];

        Feature Half(long index) => grid.Then("Gather", $"{name}/half{index}", half, [x.Builder.Constant($"{name}.index{index}", TensorData.Of([], [index]))], ("axis", 0L));
    }

    /// <summary>Some channels in another order, some perhaps twice.</summary>
    private Feature Reordered(Feature x, string name)
    {
        var indices = Enumerable.Range(0, _random.Next(1, x.Channels + 2)).Select(_ => (long)_random.Next(-x.Channels, x.Channels)).ToArray();
        return x.Then("Gather", name, indices.Length, [x.Int64s($"{name}.indices", indices)], ("axis", 1L));
    }

    private static Feature EverySecond(Feature x, string name) => x.Then("Slice", name, x.Channels / 2,
        [x.Int64s($"{name}.starts", 1), x.Int64s($"{name}.ends", int.MaxValue), x.Int64s($"{name}.axes", 1), x.Int64s($"{name}.steps", 2)]);

    private Feature Transposed(Feature x, string name)
    {
        var (groups, outputs) = _random.Next(3) switch
        {
            0 when x.Channels % 2 == 0 => (2, 4),
            1 => (x.Channels, x.Channels),
            _ => (1, Width()),
        };
        var weight = x.Builder.Weights($"{name}/up.weight", [x.Channels, outputs / groups, 2, 2], 0.5);
        var bias = x.Builder.Weights($"{name}/up.bias", [outputs], 0.5);
        return x.Then("ConvTranspose", $"{name}/up", outputs, [weight, bias], ("strides", new long[] { 2, 2 }), ("kernel_shape", new long[] { 2, 2 }), ("group", (long)groups));
    }

    private static Feature InstanceNorm(Feature x, string name) => x.Then("InstanceNormalization", name, x.Channels,
        [x.Builder.Weights($"{name}.scale", [x.Channels], 1), x.Builder.Weights($"{name}.shift", [x.Channels], 0.5)]);

    /// <summary>One weight for two convolutions.</summary>
    private static Feature[] Shared(Feature x, string name)
    {
        var first = x.Conv($"{name}/first", x.Channels, 1);
        var second = first.Relu($"{name}/act").Then("Conv", $"{name}/second", x.Channels, [$"{name}/first.weight"], ("kernel_shape", new long[] { 1, 1 }));
        return [first, second.BatchNorm($"{name}/bn").Relu($"{name}/act2")];
    }
}

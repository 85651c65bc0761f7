namespace ModelOptimizer.Graph.Zoo.Classifiers;

/// <summary>The networks of Huang et al. (arXiv 1608.06993), in which every layer of a block reads the results of all before it.</summary>
internal static class DenseNet
{
    /// <summary>DenseNet-121: four blocks with bottlenecks, growing by 32 channels per layer, halved between the blocks.</summary>
    public static ModelGraph Build121(ZooOptions options)
    {
        var network = ClassifierBuilder.ImageNet("densenet121", options);
        var x = network.Input.ConvNorm("stem", network.Scale(64), 7, Activations.Relu, stride: 2).MaxPool("stem/pool", size: 3, stride: 2, padding: 1);
        x = Blocks(x, [6, 12, 24, 16], network.Scale(32), hasBottlenecks: true, compression: 2);
        return network.Classify(x.BatchNorm("head/bn").Relu("head/act"));
    }

    /// <summary>DenseNet-40 for CIFAR: three blocks of 12 layers, growing by 12 channels per layer, without bottlenecks and compression.</summary>
    public static ModelGraph Build40(ZooOptions options)
    {
        var network = ClassifierBuilder.Cifar("densenet40", options);
        var x = network.Input.Conv("stem", network.Scale(16), 3);
        x = Blocks(x, [12, 12, 12], network.Scale(12), hasBottlenecks: false, compression: 1);
        return network.Classify(x.BatchNorm("head/bn").Relu("head/act"));
    }

    private static Feature Blocks(Feature x, int[] layers, int growth, bool hasBottlenecks, int compression)
    {
        for (var block = 0; block < layers.Length; block++)
        {
            if (block > 0)
            {
                x = x.NormConv($"transition{block}", x.Channels / compression, 1).AveragePool($"transition{block}/pool");
            }

            List<Feature> results = [];
            var input = x;
            for (var layer = 0; layer < layers[block]; layer++)
            {
                var name = $"block{block + 1}/layer{layer}";
                var inner = hasBottlenecks ? x.NormConv($"{name}/conv0", 4 * growth, 1) : x;
                results.Add(inner.NormConv($"{name}/conv1", growth, 3));
                x = input.Concat($"{name}/concat", results);
            }
        }

        return x;
    }
}

using ModelOptimizer.Graph.Classification;

namespace ModelOptimizer.Graph.Zoo.Classifiers;

/// <summary>What classifiers share: the input <c>images</c>, the output <c>logits</c> and their description.</summary>
internal sealed class ClassifierBuilder
{
    private static readonly string[] Cifar10 = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    private readonly ZooOptions _options;
    private readonly GraphBuilder _builder;
    private readonly IReadOnlyList<string> _classes;

    private ClassifierBuilder(string name, ZooOptions options, int side, IReadOnlyList<string> classes)
    {
        if ((options.Anchors is not null ? "anchors" : options.ScaleXY is not null ? "scaleXY" : null) is { } foreign)
        {
            throw new GraphException($"'{foreign}' is an option of detectors; {name} classifies.");
        }

        _options = options;
        _classes = options.Classes ?? classes;
        _builder = new(name, options.Seed);
        Size = options.InputSize ?? new(side, side);
        Input = _builder.Input("images", 3, Size.Height, Size.Width);
    }

    /// <summary>The number of classes.</summary>
    public int Classes => _classes.Count;

    public InputSize Size { get; }

    public Feature Input { get; }

    /// <summary>A network for the 10 classes of CIFAR-10 at 32 x 32 pixels.</summary>
    public static ClassifierBuilder Cifar(string name, ZooOptions options) => new(name, options, 32, Cifar10);

    /// <summary>A network for the 1,000 classes of ImageNet, named by their numbers, at 224 x 224 pixels.</summary>
    public static ClassifierBuilder ImageNet(string name, ZooOptions options) => new(name, options, 224, [.. Enumerable.Range(0, 1000).Select(index => $"class{index}")]);

    /// <summary>A channel count under the width option.</summary>
    public int Scale(int channels) => _options.Scale(channels);

    /// <summary>Ends the network in the channels' means and one fully connected layer.</summary>
    public ModelGraph Classify(Feature x) => Finish(x.GlobalAverage("pool").Linear("logits", Classes));

    /// <summary>Ends the network in <paramref name="logits"/>, <c>[N, classes]</c>.</summary>
    public ModelGraph Finish(Feature logits)
    {
        _builder.Output(logits, Classes);
        new ClassifierDescription(_classes, Size.Width, Size.Height).Write(_builder.Graph);
        return _builder.Graph;
    }
}

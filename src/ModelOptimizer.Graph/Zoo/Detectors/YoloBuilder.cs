using ModelOptimizer.Graph.Detection;

namespace ModelOptimizer.Graph.Zoo.Detectors;

/// <summary>What the YOLO family shares: the input, the raw heads and their description.</summary>
internal sealed class YoloBuilder
{
    private const int CoarsestStride = 32;

    private readonly GraphBuilder _builder;
    private readonly double? _scaleXY;
    private readonly InputSize _size;
    private readonly IReadOnlyList<string> _classes;
    private readonly IReadOnlyList<Anchor> _anchors;
    private readonly List<DetectionHead> _heads = [];

    /// <summary>Starts a network.</summary>
    /// <param name="name">The architecture.</param>
    /// <param name="options">What was chosen.</param>
    /// <param name="anchors">The published anchors.</param>
    /// <param name="side">The published input size.</param>
    public YoloBuilder(string name, ZooOptions options, AnchorSet anchors, int side = 416)
    {
        _size = options.InputSize ?? new(side, side);
        if (_size.Width % CoarsestStride != 0 || _size.Height % CoarsestStride != 0)
        {
            throw new GraphException($"'inputSize' is {_size}; {name} needs multiples of {CoarsestStride}.");
        }

        _anchors = options.Anchors ?? anchors.For(_size);
        if (_anchors.Count != anchors.Anchors.Length)
        {
            throw new GraphException($"'anchors' has {_anchors.Count} entries; {name} needs {anchors.Anchors.Length}.");
        }

        _classes = options.Classes ?? CocoClasses.Names;
        _scaleXY = options.ScaleXY;
        _builder = new(name, options.Seed);
        Input = _builder.Input("images", 3, _size.Height, _size.Width);
    }

    public Feature Input { get; }

    /// <summary>Ends a branch in a raw head <c>head/strideN/output</c>.</summary>
    /// <param name="x">The branch.</param>
    /// <param name="stride">Input pixels per cell.</param>
    /// <param name="anchors">Which of the anchors it takes.</param>
    /// <param name="scaleXY">The published widening of the centre's sigmoid.</param>
    public void Head(Feature x, int stride, int[] anchors, float scaleXY = 1)
    {
        var bias = new float[anchors.Length * (5 + _classes.Count)];
        UntrainedHead.FillBias(bias, anchors.Length);
        var head = x.Conv($"head/stride{stride}/output", bias.Length, 1, bias: bias, deviation: UntrainedHead.Deviation);
        _builder.Output(head, bias.Length, _size.Height / stride, _size.Width / stride);
        _heads.Add(new(head.Name, stride, [.. anchors.Select(index => _anchors[index])], (float)(_scaleXY ?? scaleXY)));
    }

    public ModelGraph Finish()
    {
        new DetectorDescription(_classes, _size.Width, _size.Height, _heads).Write(_builder.Graph);
        return _builder.Graph;
    }
}

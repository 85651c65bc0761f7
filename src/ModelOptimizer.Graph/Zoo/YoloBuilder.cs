using ModelOptimizer.Graph.Detection;

namespace ModelOptimizer.Graph.Zoo;

/// <summary>What the YOLOv3/v4 family shares: the input, the six published anchors of the tiny networks, the raw heads and their description.</summary>
internal sealed class YoloBuilder
{
    private const int CoarsestStride = 32;

    /// <summary>The objectness that an untrained head starts with (Lin et al., arXiv 1708.02002, section 4.1).</summary>
    private const double ObjectPrior = 0.01;

    /// <summary>Spread of the heads' weights: small, so that the prior holds at the start.</summary>
    private const double HeadDeviation = 0.01;

    /// <summary>The anchors of <c>yolov3-tiny.cfg</c> and <c>yolov4-tiny.cfg</c>, for 416 x 416 pixels.</summary>
    private static readonly Anchor[] Published = [new(10, 14), new(23, 27), new(37, 58), new(81, 82), new(135, 169), new(344, 319)];

    private readonly GraphBuilder _builder;
    private readonly float _scaleXY;
    private readonly InputSize _size;
    private readonly IReadOnlyList<string> _classes;
    private readonly IReadOnlyList<Anchor> _anchors;
    private readonly List<DetectionHead> _heads = [];

    public YoloBuilder(string name, ZooOptions options, float scaleXY)
    {
        _size = options.InputSize ?? new(416, 416);
        if (_size.Width % CoarsestStride != 0 || _size.Height % CoarsestStride != 0)
        {
            throw new GraphException($"'inputSize' is {_size}; {name} needs multiples of {CoarsestStride}.");
        }

        _anchors = options.Anchors ?? [.. Published.Select(anchor => new Anchor(anchor.Width * _size.Width / 416, anchor.Height * _size.Height / 416))];
        if (_anchors.Count != Published.Length)
        {
            throw new GraphException($"'anchors' has {_anchors.Count} entries; {name} needs {Published.Length}.");
        }

        _classes = options.Classes ?? CocoClasses.Names;
        _scaleXY = (float)(options.ScaleXY ?? scaleXY);
        _builder = new(name, options.Seed);
        Input = _builder.Input("images", 3, _size.Height, _size.Width);
    }

    public Feature Input { get; }

    /// <summary>Ends a branch in a raw head <c>head/strideN/output</c> with the given of the anchors.</summary>
    public void Head(Feature x, int stride, int[] anchors)
    {
        var bias = new float[anchors.Length * (5 + _classes.Count)];
        for (var anchor = 0; anchor < anchors.Length; anchor++)
        {
            bias[(anchor * (5 + _classes.Count)) + 4] = (float)-Math.Log((1 - ObjectPrior) / ObjectPrior);
        }

        var head = x.Conv($"head/stride{stride}/output", bias.Length, 1, bias: bias, deviation: HeadDeviation);
        _builder.Output(head, bias.Length, _size.Height / stride, _size.Width / stride);
        _heads.Add(new(head.Name, stride, [.. anchors.Select(index => _anchors[index])], _scaleXY));
    }

    public ModelGraph Finish()
    {
        new DetectorDescription(_classes, _size.Width, _size.Height, _heads).Write(_builder.Graph);
        return _builder.Graph;
    }
}

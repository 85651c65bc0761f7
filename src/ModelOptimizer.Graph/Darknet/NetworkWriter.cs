using System.Globalization;
using System.Text;
using ModelOptimizer.Graph.Darknet.Cfg;
using ModelOptimizer.Graph.Darknet.Sections;
using ModelOptimizer.Graph.Darknet.Weights;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Graph.Darknet;

/// <summary>
/// Writes a graph as sections, operator by operator: each writer in <see cref="SectionWriters"/> takes an operator and those after it that one section
/// holds. A <c>[route]</c> goes before where an operator does not read the layer before.
/// </summary>
internal sealed class NetworkWriter
{
    private readonly ModelGraph _graph;
    private readonly Uses _uses;
    private readonly ShapeDictionary _shapes;
    private readonly DarknetOrigin? _origin;
    private readonly DetectorDescription? _detector;
    private readonly StringBuilder _text = new();
    private readonly List<TensorData> _weights = [];
    private readonly HashSet<Node> _taken = [];
    private readonly Dictionary<string, int> _layers = new(StringComparer.Ordinal);
    private string? _last;
    private int _count;

    public NetworkWriter(ModelGraph graph)
    {
        _detector = DetectorDescription.Read(graph);
        _graph = _detector is null ? graph : DetectorDecoder.Remove(graph);
        _uses = new(_graph);
        _shapes = ShapeInference.Infer(_graph);
        _origin = DarknetOrigin.Read(graph);
    }

    public WeightsHeader Header => _origin?.Header ?? WeightsHeader.Current;

    /// <summary>The content of the <c>.weights</c> file after its header.</summary>
    public IReadOnlyList<TensorData> Weights => _weights;

    public static GraphException Refuse(Node node, string reason) => new($"{node.OpType} '{node.Name}' cannot be written for Darknet: {reason}");

    /// <summary>The <c>.cfg</c>'s text.</summary>
    public string Write()
    {
        WriteNet();
        foreach (var node in _graph.Nodes)
        {
            if (_taken.Contains(node))
            {
                continue;
            }

            var write = node.Domain.Length == 0 && SectionWriters.All.TryGetValue(node.OpType, out var known) ? known
                : throw Refuse(node, "there is no section for it where it stands.");
            write(node, this);
        }

        foreach (var output in _graph.Outputs)
        {
            if (_detector is null ? output.Name != _last || _graph.Outputs.Count > 1 : !_layers.ContainsKey(output.Name))
            {
                throw new GraphException($"The output '{output.Name}' cannot be written for Darknet: without a detector's heads its only output is the last layer's.");
            }
        }

        return _text.ToString();
    }

    /// <summary>Ends a layer: writes its section and, where its output is a detector's head, <c>[yolo]</c>. Keys without a name are left out.</summary>
    public void Section(string name, string output, params ReadOnlySpan<(string? Key, object? Value)> keys)
    {
        _text.Append(CultureInfo.InvariantCulture, $"\n[{name}]\n");
        foreach (var (key, value) in keys)
        {
            if (key is not null)
            {
                _text.Append(CultureInfo.InvariantCulture, $"{key}={value}\n");
            }
        }

        _layers[output] = _count++;
        _last = output;
        for (var head = 0; head < _detector?.Heads.Count; head++)
        {
            if (_detector.Heads[head].Output == output && name != "route")
            {
                WriteYolo(head);
            }
        }
    }

    /// <summary>Sees to it that the layer before outputs <paramref name="value"/>.</summary>
    public void Begin(string value)
    {
        if (!IsLast(value))
        {
            Section("route", value, ("layers", Reference(value)));
        }
    }

    public bool IsLast(string value) => _count == 0 ? value == _graph.Inputs[0].Name : value == _last;

    /// <summary>Whether a layer outputs the value.</summary>
    public bool IsWritten(string value) => _layers.ContainsKey(value);

    /// <summary>The layer of a value, counted back from the section to be written.</summary>
    public int Reference(string value) => _layers.TryGetValue(value, out var layer) ? layer - _count
        : throw new GraphException($"'{value}' cannot be read by a Darknet layer: it is {(_graph.Inputs.Exists(input => input.Name == value) ? "the input, which only the first layer reads" : "no layer's output")}.");

    /// <summary>The nodes that read a value which nobody else needs; none where it is an output.</summary>
    public IReadOnlyList<Node> Readers(string value) => _uses.IsFixed(value) ? [] : [.. _uses.Readers(value).Select(reader => reader.Node).Distinct()];

    /// <summary>The only reader of a value, if it is this operator.</summary>
    public Node? Next(string value, string opType) => Readers(value) is [{ Domain: "" } only] && only.OpType == opType && _uses.IsReadOnce(value) ? only : null;

    public bool IsRead(string value) => _uses.IsFixed(value) || _uses.Readers(value).Count > 0;

    /// <summary>Counts nodes as written and returns the last one's output.</summary>
    public string Take(params ReadOnlySpan<Node> nodes)
    {
        foreach (var node in nodes)
        {
            _taken.Add(node);
        }

        return nodes[^1].Output;
    }

    /// <summary>A constant input.</summary>
    public TensorData Constant(Node node, int input) => node.Input(input) is { } name && _graph.Initializers.TryGetValue(name, out var tensor) ? tensor
        : throw Refuse(node, $"its input {input} is not a constant.");

    /// <summary>A constant number, or null where the input is none.</summary>
    public float? Number(Node node, int input) =>
        node.Input(input) is { } name && _graph.Initializers.TryGetValue(name, out var tensor) && tensor is { Type: ElementType.Float32, Count: 1 } ? tensor.Floats[0] : null;

    /// <summary>Adds the next block of the <c>.weights</c> file.</summary>
    public void AddWeights(Node node, TensorData tensor, long count)
    {
        if (tensor.Type != ElementType.Float32 || tensor.Count != count)
        {
            throw Refuse(node, $"its {tensor.Type} weights of shape [{string.Join(", ", tensor.Shape)}] are not {count} float32 numbers.");
        }

        _taken.Add(node);
        _weights.Add(tensor);
    }

    /// <summary>A value's shape, free dimensions as -1.</summary>
    public long[] Shape(Node node, string value) => _shapes[value].Shape is { } shape ? [.. shape.Select(dimension => dimension.Value ?? -1)]
        : throw Refuse(node, $"the shape of '{value}' is not known.");

    public long Channels(Node node, string value) => Shape(node, value) is [_, > 0 and var channels, ..] ? channels : throw Refuse(node, $"the channels of '{value}' are not known.");

    public void CheckSameShape(Node node, string left, string right)
    {
        if (_graph.Initializers.ContainsKey(left) || _graph.Initializers.ContainsKey(right) || !Shape(node, left).SequenceEqual(Shape(node, right)))
        {
            throw Refuse(node, "[shortcut] adds the outputs of layers of one size.");
        }
    }

    private void WriteNet()
    {
        if (_graph.Inputs is not [{ Shape: [_, { Value: { } channels }, { Value: { } height }, { Value: { } width }] }])
        {
            throw new GraphException("Darknet has one input of fixed size [N, channels, height, width]; this model has another.");
        }

        _text.Append("[net]\n");
        foreach (var line in _origin?.Net ?? ["batch=1", "subdivisions=1", "width=", "height=", "channels="])
        {
            _text.Append(line.Split('=')[0] switch
            {
                "width" => $"width={width}",
                "height" => $"height={height}",
                "channels" => $"channels={channels}",
                _ => line,
            }).Append('\n');
        }
    }

    /// <summary>The section as it was read where it still says the same, else one with what the decoder needs.</summary>
    private void WriteYolo(int index)
    {
        var (head, classes) = (_detector!.Heads[index], _detector.Classes.Count);
        _text.Append("\n[yolo]\n");
        if (_origin is not null && index < _origin.Heads.Count && Yolo.Parse(CfgReader.Parse("", ["[yolo]", .. _origin.Heads[index]])[0]).Means(head, classes))
        {
            _text.AppendJoin('\n', _origin.Heads[index]).Append('\n');
        }
        else
        {
            var anchors = _detector.Heads.SelectMany(other => other.Anchors).Distinct().OrderBy(anchor => anchor.Width * anchor.Height).ToList();
            var sides = string.Join(", ", anchors.Select(anchor => string.Create(CultureInfo.InvariantCulture, $"{anchor.Width},{anchor.Height}")));
            _text.Append(CultureInfo.InvariantCulture,
                $"mask={string.Join(',', head.Anchors.Select(anchor => anchors.IndexOf(anchor)))}\nanchors={sides}\nclasses={classes}\nnum={anchors.Count}\nscale_x_y={head.ScaleXY}\n");
            if (head.NewCoordinates)
            {
                _text.Append("new_coords=1\n");
            }
        }

        _count++;
        _last = null;
    }
}

using ModelOptimizer.Graph.Darknet.Cfg;
using ModelOptimizer.Graph.Darknet.Sections;
using ModelOptimizer.Graph.Darknet.Weights;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Graph.Darknet;

/// <summary>Builds a graph from sections: each reader in <see cref="SectionReaders"/> appends its operators and one layer. Weights come later, into the slots.</summary>
internal sealed class NetworkBuilder
{
    private readonly GraphBuilder _builder;
    private readonly InputSize _size;
    private readonly CfgSection _net;
    private readonly Layer _input;
    private readonly List<Layer> _layers = [];
    private readonly List<WeightSlot> _slots = [];
    private readonly List<(CfgSection Section, YoloHead Head)> _heads = [];
    private readonly Dictionary<int, int> _headAnchors = [];

    private NetworkBuilder(CfgSection net, string name)
    {
        _net = net;
        if (net.Name is not ("net" or "network"))
        {
            throw net.Error($"The first section is [{net.Name}]; a network description starts with [net].");
        }

        int Side(string key) => net.Int(key, 0, 1) is > 0 and var side ? side : throw net.Error($"[net] lacks \"{key}\", the input's size.");
        _size = new(Side("width"), Side("height"));
        var channels = net.Int("channels", 3, 1);
        net.RefuseOthers(TrainingKeys.Net);
        _builder = new(name, seed: 0);
        _input = new(_builder.Input("images", channels, _size.Height, _size.Width).Name, channels, _size.Height, _size.Width);
    }

    public ModelGraph Graph => _builder.Graph;

    /// <summary>The constants to fill, in the order of the <c>.weights</c> file.</summary>
    public IReadOnlyList<WeightSlot> Slots => _slots;

    /// <summary>The number of the layer that is being built, from 0.</summary>
    public int Index => _layers.Count;

    public static NetworkBuilder Build(List<CfgSection> sections, string name, DarknetOptions options)
    {
        if (sections.Count < 2)
        {
            throw new DarknetException(sections is [var only] ? only.Path : name + DarknetFile.Extension, null, "this holds no network: it needs [net] and layers.");
        }

        var network = new NetworkBuilder(sections[0], name);
        foreach (var section in sections.Skip(1))
        {
            var read = SectionReaders.All.TryGetValue(section.Name, out var known) ? known
                : throw section.Error($"There is no section [{section.Name}] that this library knows{Suggestion.For(section.Name, [.. SectionReaders.All.Keys])}");
            network._layers.Add(read(section, network));
            section.RefuseOthers(TrainingKeys.Of(section.Name));
        }

        network.Finish(options);
        return network;
    }

    /// <summary>The output of the layer before, or the input.</summary>
    public Layer Previous(CfgSection section) => _layers.Count == 0 ? _input : At(section, "", -1);

    /// <summary>The output of another layer: from 0 up by its number, below 0 counted back from the section.</summary>
    public Layer At(CfgSection section, string key, int reference)
    {
        var number = reference < 0 ? _layers.Count + reference : reference;
        return number < 0 || number >= _layers.Count
                ? throw section.Error($"Layer {_layers.Count} [{section.Name}] refers to {reference}, layer {number}; there are layers 0 to {_layers.Count - 1} before it.", key)
            : _layers[number].Value is null
                ? throw section.Error($"Layer {_layers.Count} [{section.Name}] reads layer {number}, which is a [yolo] layer; its output is the network's, start with a [route] from another layer.", key)
            : _layers[number];
    }

    /// <summary>Appends an operator of this layer and returns its output, which has the operator's name.</summary>
    public string Node(string operation, string role, IEnumerable<string> inputs, params IEnumerable<(string Name, object Value)> attributes) =>
        _builder.Node(operation, Name(role), 0, inputs, attributes).Name;

    /// <summary>Adds a constant of this layer and returns its name.</summary>
    public string Constant(string role, TensorData value) => _builder.Constant(Name(role), value);

    /// <summary>Reserves the next block of the <c>.weights</c> file and returns the constant's name.</summary>
    public string Slot(CfgSection section, string role, WeightRole kind, params long[] shape)
    {
        try
        {
            _slots.Add(new(Name(role), shape, kind, Index));
        }
        catch (OverflowException)
        {
            throw section.Error($"Weights of shape [{string.Join(", ", shape)}] are too many.");
        }

        return _slots[^1].Count < Array.MaxLength / sizeof(float) ? _slots[^1].Name : throw section.Error($"Weights of shape [{string.Join(", ", shape)}] are too many.");
    }

    /// <summary>Makes the layer before an output of the network.</summary>
    public void Head(CfgSection section, YoloHead head)
    {
        var layer = Previous(section);
        if (_size.Width % layer.Width != 0 || _size.Width / layer.Width * layer.Height != _size.Height)
        {
            throw section.Error($"The input of {_size} pixels is no whole multiple of the map of {layer.Width} x {layer.Height} cells; choose a \"width\" and \"height\" that all strides divide.");
        }

        if (_heads.Exists(other => other.Head.Value == layer.Value))
        {
            throw section.Error("Two [yolo] layers read the same layer.");
        }

        _headAnchors[Index - 1] = head.Anchors.Count;
        _heads.Add((section, head with { Value = layer.Value!, Stride = _size.Width / layer.Width }));
        Output(layer);
    }

    /// <summary>The number of anchors of the <c>[yolo]</c> layer behind a layer, or null where there is none.</summary>
    public int? HeadAnchors(int layer) => _headAnchors.TryGetValue(layer, out var anchors) ? anchors : null;

    /// <summary>What of the description the graph itself does not hold.</summary>
    public DarknetOrigin Origin(WeightsHeader header) => new(header, Lines(_net), [.. _heads.Select(head => Lines(head.Section))]);

    /// <summary>The operators' set is raised where an operator asks for it.</summary>
    public void Require(long operatorSet) => Graph.OperatorSets[""] = Math.Max(Graph.OperatorSets[""], operatorSet);

    private static string[] Lines(CfgSection section) => [.. section.Entries.Select(entry => entry.ToString())];

    private string Name(string role) => $"layer{Index}/{role}";

    private void Output(Layer layer) => _builder.Output(new(_builder, layer.Value!, layer.Channels), layer.Channels, layer.Height, layer.Width);

    private void Finish(DarknetOptions options)
    {
        if (_heads.Count == 0)
        {
            Output(_layers[^1]);
            return;
        }

        var classes = _heads[0].Head.Classes;
        if (_heads.Find(head => head.Head.Classes != classes) is { Section: { } other })
        {
            throw other.Error($"\"classes\" differs from the {classes} of the first [yolo].", "classes");
        }

        var names = options.Classes ?? [.. Enumerable.Range(0, classes).Select(index => $"class{index}")];
        if (names.Count != classes)
        {
            throw _heads[0].Section.Error($"[yolo] has {classes} classes, but {names.Count} names are given.", "classes");
        }

        new DetectorDescription(names, _size.Width, _size.Height, [.. _heads.Select(head => head.Head.Describe())]).Write(Graph);
    }
}

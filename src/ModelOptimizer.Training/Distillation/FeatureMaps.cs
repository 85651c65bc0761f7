using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Training.Distillation;

/// <summary>The feature maps of a network: their resolutions, which of them are activations, and where stages end.</summary>
internal sealed class FeatureMaps
{
    private static readonly HashSet<string> Reducing = ["Conv", "MaxPool", "AveragePool", "SpaceToDepth", "Slice", "Resize"];

    private readonly ModelGraph _graph;
    private readonly GraphIndex _index;
    private readonly ShapeDictionary _shapes;
    private readonly Dictionary<string, int> _activations;

    /// <summary>Looks at a graph whose input size is fixed.</summary>
    public FeatureMaps(ModelGraph graph)
    {
        _graph = graph;
        _index = new(graph);
        _shapes = ShapeInference.Infer(graph);
        _activations = graph.Nodes.Index().Where(node => ActivationNodes.Is(node.Item, _index))
            .ToDictionary(node => node.Item.Output, node => node.Index, StringComparer.Ordinal);
    }

    /// <summary>Height and width of a feature map of more than one position, or null for another value.</summary>
    public (long Height, long Width)? Resolution(string value) =>
        _shapes.GetValueOrDefault(value)?.Shape is [_, _, { Value: { } height }, { Value: { } width }] && height * width > 1 ? (height, width) : null;

    /// <summary>How many times smaller a feature map is than the input, or null for another value.</summary>
    public long? Stride(string value) => Resolution(_graph.Inputs[0].Name) is { } image && Resolution(value) is { } map ? image.Height / map.Height : null;

    /// <summary>
    /// The last activation before each down-sampling and before each head, in the graph's order; of activations side by side at one resolution the last.
    /// </summary>
    /// <param name="counts">Which activations count; what comes before one that does not stands in for it.</param>
    public IReadOnlyList<string> StageEnds(Func<string, bool> counts)
    {
        var ends = _graph.Nodes.Where(IsDownSampling).SelectMany(node => Latest(node.Inputs[0], Resolution(node.Inputs[0]), counts));
        string[] heads = [.. (DetectorDescription.Read(_graph)?.Heads.Select(head => head.Output) ?? []).Where(_shapes.ContainsKey)];
        var outputs = heads.Length > 0 ? heads : _graph.Outputs.Select(output => output.Name);
        return [.. ends.Concat(outputs.SelectMany(output => Latest(output, null, counts))).Distinct(StringComparer.Ordinal).OrderBy(value => _activations[value])];
    }

    /// <summary>What a layer hands on: its output after the batch normalisation and the activation that it alone feeds.</summary>
    public string EndOf(Node layer)
    {
        var value = layer.Output;
        if (_index.Consumers(value) is [{ Node: { OpType: "BatchNormalization" } normalization, Input: 0 }])
        {
            value = normalization.Output;
        }

        var readers = _index.Consumers(value).Select(reader => reader.Node).Distinct().ToArray();
        var activation = Array.Find(readers, node => _activations.ContainsKey(node.Output) && ActivationNodes.Subject(node, _index) == value);
        return activation is not null && readers.All(node => node == activation || ActivationNodes.IsGate(node, activation)) ? activation.Output : value;
    }

    private bool IsDownSampling(Node node) => Reducing.Contains(node.OpType) && Resolution(node.Inputs[0]) is { } before && Resolution(node.Output) is { } after
        && after.Height * after.Width < before.Height * before.Width;

    // The activations next before a value, the last of each resolution; only those of one resolution where one is given.
    private IEnumerable<string> Latest(string value, (long Height, long Width)? resolution, Func<string, bool> counts)
    {
        var (found, seen, waiting) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal), new Stack<string>([value]));
        while (waiting.TryPop(out var current))
        {
            if (!seen.Add(current) || (resolution is not null && Resolution(current) != resolution))
            {
                continue;
            }

            if (_activations.ContainsKey(current) && Resolution(current) is not null && counts(current))
            {
                found.Add(current);
            }
            else if (_index.Producer(current) is { } producer)
            {
                foreach (var input in producer.Inputs)
                {
                    waiting.Push(input);
                }
            }
        }

        return found.GroupBy(Resolution).Select(maps => maps.MaxBy(map => _activations[map])!);
    }
}

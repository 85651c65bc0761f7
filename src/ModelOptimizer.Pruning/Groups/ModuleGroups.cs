using System.Globalization;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Shapes;
using ModelOptimizer.Pruning.Coupling;

namespace ModelOptimizer.Pruning.Groups;

/// <summary>
/// Groups layers that do alike things, by three questions about each: the stride of its feature maps; where it lies; and whether a residual sum shares its
/// channels. Where it lies: a head leads to one of several outputs and keeps its scale; else maps have only shrunk on the way to a backbone's layer, have grown again on a top-down
/// path, and shrunk again on a bottom-up path.
/// </summary>
internal sealed class ModuleGroups
{
    private readonly StrideGroups _strides;
    private readonly Dictionary<string, int> _turns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _leadsTo = new(StringComparer.Ordinal);
    private readonly HashSet<string> _rescaled = new(StringComparer.Ordinal);
    private readonly HashSet<int> _summed = [];
    private readonly ChannelCoupling _coupling;
    private readonly int[] _blockOf;
    private readonly bool _hasHeads;

    public ModuleGroups(ModelGraph graph, ShapeDictionary shapes, ChannelCoupling coupling)
    {
        (_strides, _coupling, _blockOf, _hasHeads) = (new(graph, shapes), coupling, coupling.BlockOfSet(), graph.Outputs.Count > 1);
        foreach (var node in graph.Nodes)
        {
            var turns = Turns(node, shapes);
            node.Outputs.ForEach(output => _turns[output] = turns);
            if (node.OpType is "Add" or "Sum" && node.Inputs.Count(input => !graph.Initializers.ContainsKey(input)) > 1 && coupling.Channels(node.Output) is { } channels)
            {
                _summed.UnionWith(channels.Spans.Select(span => _blockOf[span.Start]));
            }
        }

        foreach (var output in graph.Outputs)
        {
            _leadsTo[output.Name] = [output.Name];
        }

        foreach (var node in Enumerable.Reverse(graph.Nodes))
        {
            HashSet<string> reached = [.. node.Outputs.SelectMany(LeadsTo)];
            node.Inputs.ForEach(input => _leadsTo[input] = [.. LeadsTo(input), .. reached]);
            if (node.Outputs.Exists(_rescaled.Contains) || Scaling(node, shapes) != 0)
            {
                _rescaled.UnionWith(node.Inputs);
            }
        }
    }

    /// <summary><c>backbone stride 8 residual</c>.</summary>
    public string Of(Node layer) => $"{Place(layer)} {_strides.Of(layer)}{(IsSummed(layer) ? " residual" : "")}";

    private string Place(Node layer)
    {
        var turns = _turns[layer.Output];
        return _hasHeads && LeadsTo(layer.Output).Count == 1 && !_rescaled.Contains(layer.Output) ? "head"
            : turns == 0 ? "backbone"
            : $"{(turns % 2 == 1 ? "top-down" : "bottom-up")}{(turns > 2 ? string.Create(CultureInfo.InvariantCulture, $" {(turns + 1) / 2}") : "")}";
    }

    private bool IsSummed(Node layer) => _coupling.Channels(layer.Output) is { } channels && channels.Spans.Any(span => _summed.Contains(_blockOf[span.Start]));

    private HashSet<string> LeadsTo(string value) => _leadsTo.TryGetValue(value, out var outputs) ? outputs : [];

    /// <summary>How often maps have turned between shrinking and growing on the way: even while they shrink, odd while they grow.</summary>
    private int Turns(Node node, ShapeDictionary shapes)
    {
        var (turns, scaling) = (node.Inputs.Max(input => (int?)_turns.GetValueOrDefault(input)) ?? 0, Scaling(node, shapes));
        return (turns % 2 == 0 && scaling > 0) || (turns % 2 == 1 && scaling < 0) ? turns + 1 : turns;
    }

    /// <summary>1 where a node's map is larger than its input's, -1 where it is smaller, else 0. What shrinks to a single value is a gate or a classifier, not a path.</summary>
    private static int Scaling(Node node, ShapeDictionary shapes)
    {
        return Height(node.Input(0)) is > 1 and { } from && Height(node.Output) is > 1 and { } to ? to.CompareTo(from) : 0;

        long? Height(string? value) => value is not null && shapes.GetValueOrDefault(value)?.Shape is { Count: 4 } shape ? shape[2].Value : null;
    }
}

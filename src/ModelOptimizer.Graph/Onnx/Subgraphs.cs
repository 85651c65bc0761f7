using ModelOptimizer.Graph.Onnx.Wire;

namespace ModelOptimizer.Graph.Onnx;

/// <summary>Looks into the subgraphs (of If, Loop, ...) that are otherwise carried through unread.</summary>
public static class Subgraphs
{
    /// <summary>Names that subgraphs of <paramref name="node"/> read, among them the values they capture from the graph around them.</summary>
    public static IEnumerable<string> Captures(Node node) => node.Attributes.Values.OfType<OpaqueValue>().SelectMany(Captures);

    private static IEnumerable<string> Captures(OpaqueValue value)
    {
        var attribute = AttributeProto.Parser.ParseFrom(value.Serialized.Span);
        return Direct(attribute).SelectMany(Names);
    }

    private static IEnumerable<GraphProto> Direct(AttributeProto attribute) => attribute.G is { } graph ? [graph, .. attribute.Graphs] : attribute.Graphs;

    private static IEnumerable<string> Names(GraphProto graph) =>
    [
        .. graph.Node.SelectMany(node => node.Input),
        .. graph.Output.Select(output => output.Name),
        .. graph.Node.SelectMany(node => node.Attribute).SelectMany(Direct).SelectMany(Names),
    ];
}

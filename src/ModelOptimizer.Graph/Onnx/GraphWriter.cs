using Google.Protobuf;
using ModelOptimizer.Graph.Onnx.Wire;

namespace ModelOptimizer.Graph.Onnx;

/// <summary>Turns a graph into the wire format, in one canonical order.</summary>
internal static class GraphWriter
{
    public static ModelProto Write(ModelGraph graph)
    {
        var model = new ModelProto
        {
            IrVersion = graph.IrVersion,
            OpsetImport = { graph.OperatorSets.Select(set => new OperatorSetIdProto { Domain = set.Key, Version = set.Value }) },
            Graph = WriteGraph(graph),
            MetadataProps = { graph.Metadata.Select(property => new StringStringEntryProto { Key = property.Key, Value = property.Value }) },
        };
        model.MergeFrom(graph.UnknownModelFields ?? []);
        return model;
    }

    private static GraphProto WriteGraph(ModelGraph graph)
    {
        var target = new GraphProto
        {
            Name = graph.Name,
            Node = { graph.Nodes.Select(WriteNode) },
            Input = { graph.Inputs.Select(WriteValue) },
            Output = { graph.Outputs.Select(WriteValue) },
        };

        // Sorted, because a dictionary's own order depends on the rewrites that led to it.
        foreach (var (name, tensor) in graph.Initializers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            target.Initializer.Add(TensorFormat.Write(name, tensor));
        }

        target.MergeFrom(graph.UnknownFields ?? []);
        return target;
    }

    private static NodeProto WriteNode(Node node)
    {
        var target = new NodeProto
        {
            Name = node.Name,
            OpType = node.OpType,
            Input = { node.Inputs },
            Output = { node.Outputs },
            Attribute = { node.Attributes.Select(attribute => AttributeFormat.Write(attribute.Key, attribute.Value)) },
        };
        if (node.Domain.Length > 0)
        {
            target.Domain = node.Domain;
        }

        target.MergeFrom(node.UnknownFields ?? []);
        return target;
    }

    private static ValueInfoProto WriteValue(ValueInfo value)
    {
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)value.Type };
        if (value.Shape is { } shape)
        {
            tensor.Shape = new() { Dim = { shape.Select(WriteDimension) } };
        }

        return new() { Name = value.Name, Type = new() { TensorType = tensor } };
    }

    private static TensorShapeProto.Types.Dimension WriteDimension(Dimension dimension) => dimension switch
    {
        { Value: { } value } => new() { DimValue = value },
        { Symbol: { } symbol } => new() { DimParam = symbol },
        _ => new(),
    };
}

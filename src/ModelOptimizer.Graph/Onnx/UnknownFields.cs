using Google.Protobuf;
using ModelOptimizer.Graph.Onnx.Wire;

namespace ModelOptimizer.Graph.Onnx;

/// <summary>Separates the fields of a message that <c>onnx.proto</c> does not list: clears the others and serializes the rest; null where there is none.</summary>
internal static class UnknownFields
{
    public static byte[]? Take(ModelProto source)
    {
        source.ClearIrVersion();
        source.Graph = null;
        source.OpsetImport.Clear();
        source.MetadataProps.Clear();
        return Rest(source);
    }

    public static byte[]? Take(GraphProto source)
    {
        source.Node.Clear();
        source.ClearName();
        source.Initializer.Clear();
        source.Input.Clear();
        source.Output.Clear();
        source.ValueInfo.Clear();
        source.SparseInitializer.Clear();
        return Rest(source);
    }

    public static byte[]? Take(NodeProto source)
    {
        source.Input.Clear();
        source.Output.Clear();
        source.ClearName();
        source.ClearOpType();
        source.Attribute.Clear();
        source.ClearDomain();
        return Rest(source);
    }

    private static byte[]? Rest(IMessage source) => source.CalculateSize() > 0 ? source.ToByteArray() : null;
}

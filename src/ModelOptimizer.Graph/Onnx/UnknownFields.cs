using Google.Protobuf;

namespace ModelOptimizer.Graph.Onnx;

/// <summary>Separates the fields of a message that <c>onnx.proto</c> does not list.</summary>
internal static class UnknownFields
{
    /// <summary>Clears the known fields of <paramref name="source"/> and serializes the rest; null where there is none.</summary>
    public static byte[]? Take(IMessage source)
    {
        foreach (var field in source.Descriptor.Fields.InDeclarationOrder())
        {
            field.Accessor.Clear(source);
        }

        return source.CalculateSize() > 0 ? source.ToByteArray() : null;
    }
}

using Google.Protobuf;
using ModelOptimizer.Graph.Onnx.Wire;

namespace ModelOptimizer.Graph.Tests.Onnx;

/// <summary>Small models in the wire format.</summary>
internal static class Wire
{
    public static ModelProto Model(params NodeProto[] nodes) => new()
    {
        IrVersion = 8,
        OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 17 } },
        Graph = new() { Name = "test", Node = { nodes }, Input = { Value("x") }, Output = { Value("y") } },
    };

    public static NodeProto Node(string operation, string input, string output) =>
        new() { OpType = operation, Name = $"node_{output}", Input = { input.Split(' ') }, Output = { output.Split(' ') } };

    public static ValueInfoProto Value(string name) =>
        new() { Name = name, Type = new() { TensorType = new() { ElemType = 1, Shape = new() { Dim = { new TensorShapeProto.Types.Dimension { DimValue = 2 } } } } } };

    public static byte[] UnknownText(int field, string text)
    {
        using var stream = new MemoryStream();
        using var output = new CodedOutputStream(stream);
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(text);
        output.Flush();
        return stream.ToArray();
    }
}

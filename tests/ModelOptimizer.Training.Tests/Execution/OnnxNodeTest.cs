using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;

namespace ModelOptimizer.Training.Tests.Execution;

/// <summary>One of the operator tests that the ONNX project publishes (Debian package libonnx-testdata): a model of one node with inputs and outputs.</summary>
internal sealed record OnnxNodeTest(ModelGraph Graph, TensorData Input, IReadOnlyList<TensorData> Outputs)
{
    private const string Folder = "/usr/share/libonnx-testdata/data/node";

    /// <summary>Reads a test; inputs after the first become initializers, which is where a training graph has them.</summary>
    public static OnnxNodeTest Read(string name)
    {
        var folder = Path.Combine(Folder, name);
        Assert.SkipUnless(Directory.Exists(folder), $"The ONNX operator tests are not at {Folder}.");
        var graph = OnnxFile.Read(Path.Combine(folder, "model.onnx"));
        var data = Path.Combine(folder, "test_data_set_0");
        var inputs = graph.Inputs.Select((_, index) => ReadTensor(Path.Combine(data, $"input_{index}.pb"))).ToArray();
        for (var index = 1; index < inputs.Length; index++)
        {
            graph.Initializers[graph.Inputs[index].Name] = inputs[index];
        }

        graph.Inputs.RemoveRange(1, graph.Inputs.Count - 1);
        return new(graph, inputs[0], [.. graph.Outputs.Select((_, index) => ReadTensor(Path.Combine(data, $"output_{index}.pb")))]);
    }

    // A serialized TensorProto: field 1 the dimensions, 2 the type, 9 the raw content.
    private static TensorData ReadTensor(string path)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        var shape = new List<long>();
        var type = ElementType.Undefined;
        byte[] content = [];
        while (!bytes.IsEmpty)
        {
            var tag = ReadVariable(ref bytes);
            if (tag % 8 == 0)
            {
                var value = ReadVariable(ref bytes);
                if (tag / 8 == 1)
                {
                    shape.Add(value);
                }
                else if (tag / 8 == 2)
                {
                    type = (ElementType)value;
                }
            }
            else
            {
                var length = (int)ReadVariable(ref bytes);
                var field = bytes[..length];
                bytes = bytes[length..];
                if (tag / 8 == 9)
                {
                    content = field.ToArray();
                }
                else if (tag / 8 == 1)
                {
                    while (!field.IsEmpty)
                    {
                        shape.Add(ReadVariable(ref field));
                    }
                }
            }
        }

        return new(type, shape, content);
    }

    private static long ReadVariable(ref ReadOnlySpan<byte> bytes)
    {
        var (value, shift) = (0L, 0);
        byte next;
        do
        {
            next = bytes[0];
            bytes = bytes[1..];
            value |= (long)(next & 0x7f) << shift;
            shift += 7;
        }
        while (next >= 0x80);
        return value;
    }
}

using System.Text;
using Google.Protobuf;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Tests.Conformance;

/// <summary>One of the operator tests that the ONNX project publishes: a small model with inputs and the outputs they lead to.</summary>
internal sealed class OnnxTestCase(string folder)
{
    /// <summary>The operators of the model, read without understanding the rest of it.</summary>
    public IReadOnlySet<string> Operators()
    {
        const int Graph = 7, Node = 1, OperatorType = 4;
        return Messages(File.ReadAllBytes(Path.Combine(folder, "model.onnx")), Graph).SelectMany(graph => Messages(graph, Node))
            .SelectMany(node => Messages(node, OperatorType)).Select(Encoding.UTF8.GetString).ToHashSet();
    }

    /// <summary>The first difference between what the executor computes and what the test states; null where they agree.</summary>
    public string? Difference()
    {
        using var scope = NewDisposeScope();
        var graph = OnnxFile.Read(Path.Combine(folder, "model.onnx"));
        var outputs = graph.Outputs.Select((output, index) => ReadTensor("output", index, output.Type)).ToArray();
        var input = TakeInputs(graph);
        using var executor = new GraphExecutor(graph, ComputeTarget.Reference);
        var results = executor.Run(input, ExecutionMode.Inference);
        return graph.Outputs.Zip(outputs, (output, expected) => Difference(output, results[output.Name], expected)).FirstOrDefault(difference => difference is not null);
    }

    // A training graph has one input; the others become constants.
    private Tensor TakeInputs(ModelGraph graph)
    {
        if (graph.Inputs.Count == 0)
        {
            graph.Inputs.Add(new("unused", ElementType.Float32, []));
            return zeros([]);
        }

        var inputs = graph.Inputs.Select((input, index) => ReadTensor("input", index, input.Type)).ToArray();
        for (var index = 1; index < inputs.Length; index++)
        {
            graph.Initializers[graph.Inputs[index].Name] = inputs[index];
        }

        graph.Inputs.RemoveRange(1, inputs.Length - 1);
        return inputs[0].ToTensor(CPU);
    }

    private static string? Difference(ValueInfo output, Tensor actual, TensorData stated)
    {
        var expected = stated.ToTensor(CPU);
        return actual.dtype != expected.dtype ? $"{output} is computed as {actual.dtype}"
            : !actual.shape.AsSpan().SequenceEqual(expected.shape) ? $"{output} has the shape [{string.Join(", ", actual.shape)}], not [{string.Join(", ", expected.shape)}]"
            : !actual.to(ScalarType.Float64).allclose(expected.to(ScalarType.Float64), rtol: 1e-3, atol: 1e-7, equal_nan: true) ? $"{output} differs in its values"
            : null;
    }

    // The file holds a bare tensor; in a model of nothing else the reader understands it.
    private TensorData ReadTensor(string kind, int index, ElementType type)
    {
        var path = Path.Combine(folder, "test_data_set_0", $"{kind}_{index}.pb");
        byte[] tensor = [.. File.ReadAllBytes(path), .. Field(8, "t"u8)];
        byte[] model = [0x08, 8, .. Field(8, [0x10, 17]), .. Field(7, Field(5, tensor))];
        var read = OnnxFile.Read(model).Initializers["t"];
        // The suite stores bfloat16 as the integers of its bits.
        return type == ElementType.BFloat16 ? new(type, read.Shape, read.Bytes.ToArray()) : read;
    }

    private static byte[] Field(int number, ReadOnlySpan<byte> content)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }

        return bytes.ToArray();
    }

    private static IEnumerable<byte[]> Messages(byte[] message, int field)
    {
        var input = new CodedInputStream(message);
        for (uint tag; (tag = input.ReadTag()) != 0;)
        {
            if (tag == WireFormat.MakeTag(field, WireFormat.WireType.LengthDelimited))
            {
                yield return input.ReadBytes().ToByteArray();
            }
            else
            {
                input.SkipLastField();
            }
        }
    }
}

using Google.Protobuf;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Onnx.Wire;
using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Graph.Tests.Shapes;

/// <summary>The models of ONNX's own operator tests (Debian's libonnx-testdata), which state the shapes of their outputs.</summary>
public class OperatorSuiteTests
{
    private const string Suite = "/usr/share/libonnx-testdata/data";

    [Theory]
    [InlineData("node", 900)]
    [InlineData("pytorch-converted", 82)]
    [InlineData("pytorch-operator", 35)]
    [InlineData("simple", 23)]
    public void Reads_the_suite(string part, int atLeast)
    {
        var read = 0;
        foreach (var path in Models(part))
        {
            try
            {
                var bytes = OnnxFile.ToBytes(OnnxFile.Read(path));
                Assert.True(bytes.AsSpan().SequenceEqual(OnnxFile.ToBytes(OnnxFile.Read(bytes))), path);
                read++;
            }
            catch (GraphException error) when (error.Message.Contains("is not a tensor", StringComparison.Ordinal) || error.Message.Contains("sparse", StringComparison.Ordinal))
            {
            }
        }

        Assert.True(read >= atLeast, $"{read} models were read");
    }

    [Theory]
    [InlineData("node", 540)]
    [InlineData("pytorch-converted", 82)]
    [InlineData("pytorch-operator", 38)]
    public void Infers_the_shapes_that_the_suite_states(string part, int atLeast)
    {
        var compared = 0;
        var wrong = new List<string>();
        foreach (var path in Models(part))
        {
            ModelGraph graph;
            try
            {
                graph = OnnxFile.Read(path);
            }
            catch (GraphException)
            {
                continue; // what can be read is the other test's matter
            }

            var shapes = ShapeInference.Infer(graph);
            foreach (var output in graph.Outputs)
            {
                if (output.Shape is { } stated && shapes[output.Name].Shape is { } inferred)
                {
                    compared++;
                    if (shapes[output.Name].Type != output.Type || inferred.Count != stated.Count || stated.Zip(inferred).Any(pair => pair.First.Value != (pair.Second.Value ?? pair.First.Value)))
                    {
                        wrong.Add($"{path}: {output} against {shapes[output.Name]}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(compared >= atLeast, $"{compared} shapes were compared");
    }

    [Fact]
    public void Computes_the_values_that_the_suite_states()
    {
        var compared = 0;
        var wrong = new List<string>();
        foreach (var path in Models("node"))
        {
            try
            {
                var graph = OnnxFile.Read(path);
                var data = Path.Combine(Path.GetDirectoryName(path)!, "test_data_set_0");
                for (var input = 0; input < graph.Inputs.Count; input++)
                {
                    graph.Initializers[graph.Inputs[input].Name] = Tensor(Path.Combine(data, $"input_{input}.pb"));
                }

                graph.Inputs.Clear();
                var known = ShapeInference.Infer(graph).Known;
                for (var output = 0; output < graph.Outputs.Count; output++)
                {
                    if (known.GetValueOrDefault(graph.Outputs[output].Name) is { Reals: { } actual } value)
                    {
                        compared++;
                        var stated = Tensor(Path.Combine(data, $"output_{output}.pb"));
                        var expected = KnownValue.Of(stated)!.Reals!;
                        if (!stated.Shape.SequenceEqual(value.Shape) || expected.Zip(actual).Any(pair => !Near(pair.First, pair.Second)))
                        {
                            wrong.Add($"{path}: {string.Join(' ', expected.Take(8))} against {string.Join(' ', actual.Take(8))}");
                        }
                    }
                }
            }
            catch (Exception error) when (error is GraphException or InvalidProtocolBufferException)
            {
                continue; // models and tensors of kinds that are not for this library
            }
        }

        Assert.Empty(wrong);
        Assert.True(compared >= 200, $"{compared} values were compared");

        static bool Near(double a, double b) => a == b || (double.IsNaN(a) && double.IsNaN(b)) || Math.Abs(a - b) <= 1e-7 + (1e-3 * Math.Abs(a));
    }

    private static TensorData Tensor(string path) => TensorFormat.Read(TensorProto.Parser.ParseFrom(File.ReadAllBytes(path)), new ExternalData(null));

    private static string[] Models(string part)
    {
        var folder = Path.Combine(Suite, part);
        Assert.SkipUnless(Directory.Exists(folder), $"{folder} is absent; install libonnx-testdata");
        return Directory.GetFiles(folder, "*.onnx", SearchOption.AllDirectories);
    }
}

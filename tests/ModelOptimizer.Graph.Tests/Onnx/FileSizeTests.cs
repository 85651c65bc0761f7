using Google.Protobuf;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Onnx.Wire;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Graph.Tests.Onnx;

public class FileSizeTests
{
    [Theory]
    [InlineData("yolov4-tiny")]
    [InlineData("densenet40")]
    [InlineData("shufflenetv2")]
    public void The_size_of_a_model_is_that_of_its_file(string name) => AssertEqual(ModelZoo.Build(name, new() { Width = 0.25 }));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(123)]
    [InlineData(124)]
    [InlineData(16_383)]
    [InlineData(16_384)]
    public void Lengths_count_as_many_bytes_as_they_take(int length)
    {
        var graph = new ModelGraph();
        graph.Initializers["w"] = new(ElementType.UInt8, [length], new byte[length]);
        AssertEqual(graph);
    }

    [Fact]
    public void Content_without_a_fixed_element_size_counts_as_it_is()
    {
        var model = Wire.Model(Wire.Node("Relu", "x", "y"));
        model.Graph.Initializer.Add(new TensorProto { DataType = 8, Dims = { 1 }, Name = "w", StringData = { ByteString.CopyFromUtf8("one") } });
        AssertEqual(OnnxFile.Read(model.ToByteArray()));
    }

    [Fact]
    public void The_size_is_known_before_the_weights_are()
    {
        var graph = new ModelGraph();
        graph.Initializers["w"] = new(ElementType.Float32, [1L << 40], new Lazy<ReadOnlyMemory<byte>>(() => throw new InvalidOperationException()));
        Assert.InRange(OnnxFile.SizeOf(graph), 1L << 42, (1L << 42) + 100);
    }

    private static void AssertEqual(ModelGraph graph) => Assert.Equal(OnnxFile.ToBytes(graph).Length, OnnxFile.SizeOf(graph));
}

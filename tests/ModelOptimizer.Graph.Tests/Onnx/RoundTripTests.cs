using Google.Protobuf;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Onnx.Wire;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Graph.Tests.Onnx;

public class RoundTripTests
{
    [Theory]
    [InlineData("FastestDet_dogqiuqiu.onnx")]
    [InlineData("dk_yolo-fastest-1.1.onnx")]
    [InlineData("resnet20_cifar10_bn.onnx")]
    [InlineData("resnet20_cifar10jpeg.onnx")]
    [InlineData("resnet56_cifar10jpeg.onnx")]
    [InlineData("ulfg_version-RFB-320.onnx")]
    [InlineData("ulfg_version-RFB-320_simplified.onnx")]
    [InlineData("ulfg_version-RFB-320_without_postprocessing.onnx")]
    [InlineData("yolox_nano_coco_bigisland.onnx")]
    [InlineData("yunet_n_320_320.onnx")]
    [InlineData("yunet_n_dynamic.onnx")]
    public void Keeps_a_published_model(string name)
    {
        var path = SharedData.Model(name);
        var source = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)).Graph;
        var written = OnnxFile.ToBytes(OnnxFile.Read(path));
        var target = ModelProto.Parser.ParseFrom(written).Graph;

        var constants = source.Node.Where(node => node.OpType == "Constant").SelectMany(node => node.Output).ToList();
        Assert.Equal(source.Node.Where(node => node.OpType != "Constant").Select(node => (node.OpType, string.Join(' ', node.Output))).Order(),
            target.Node.Select(node => (node.OpType, string.Join(' ', node.Output))).Order());
        Assert.Equal(source.Initializer.Select(tensor => tensor.Name).Concat(constants).Order(StringComparer.Ordinal), target.Initializer.Select(tensor => tensor.Name));
        Assert.Equal(source.Output, target.Output);
        Assert.Equal(written, OnnxFile.ToBytes(OnnxFile.Read(written)));
    }

    [Fact]
    public void Writing_what_was_read_gives_the_same_bytes()
    {
        var bytes = OnnxFile.ToBytes(ModelZoo.Build("yolov4-tiny", new() { Width = 0.25 }));
        Assert.Equal(bytes, OnnxFile.ToBytes(OnnxFile.Read(bytes)));
    }

    [Fact]
    public void The_order_of_insertion_does_not_show_in_the_bytes()
    {
        var graph = ModelZoo.Build("resnet20", new() { Width = 0.5 });
        var shuffled = graph.Clone();
        var first = shuffled.Initializers.First();
        shuffled.Initializers.Remove(first.Key);
        shuffled.Initializers.Add(first.Key, first.Value);
        Assert.Equal(OnnxFile.ToBytes(graph), OnnxFile.ToBytes(shuffled));
    }

    [Fact]
    public void Keeps_fields_it_does_not_know()
    {
        // Fields 2 (producer), 25 (functions) of the model, 10 (documentation) of the graph, 6 (documentation) of the node.
        var model = Wire.Model(Wire.Node("Relu", "x", "y"));
        model.MergeFrom(Wire.UnknownText(2, "somebody"));
        model.MergeFrom(Wire.UnknownText(25, ""));
        model.Graph.MergeFrom(Wire.UnknownText(10, "a graph"));
        model.Graph.Node[0].MergeFrom(Wire.UnknownText(6, "a node"));

        var bytes = OnnxFile.ToBytes(OnnxFile.Read(model.ToByteArray()));
        Assert.Equal(model, ModelProto.Parser.ParseFrom(bytes));
    }

    [Fact]
    public void Keeps_attributes_of_every_kind()
    {
        var node = Wire.Node("Anything", "x", "y");
        node.Domain = "com.example";
        node.Attribute.Add(new AttributeProto { Name = "a", Type = AttributeProto.Types.AttributeType.Float, F = 1.5f });
        node.Attribute.Add(new AttributeProto { Name = "b", Type = AttributeProto.Types.AttributeType.Floats, Floats = { 1, 2 } });
        node.Attribute.Add(new AttributeProto { Name = "c", Type = AttributeProto.Types.AttributeType.Graph, G = new() { Name = "inner" } });
        node.Attribute.Add(new AttributeProto { Name = "d", Type = AttributeProto.Types.AttributeType.Int, I = -3 });
        node.Attribute.Add(new AttributeProto { Name = "e", Type = AttributeProto.Types.AttributeType.Ints });
        node.Attribute.Add(new AttributeProto { Name = "f", Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8("größer") });
        node.Attribute.Add(new AttributeProto { Name = "g", Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFrom(0xff, 0xfe) });
        node.Attribute.Add(new AttributeProto { Name = "h", Type = AttributeProto.Types.AttributeType.Strings, Strings = { ByteString.CopyFromUtf8("s") } });
        node.Attribute.Add(new AttributeProto
        {
            Name = "i",
            Type = AttributeProto.Types.AttributeType.Tensor,
            T = new() { DataType = 1, Dims = { 1 }, RawData = ByteString.CopyFrom(0, 0, 128, 63) },
        });
        var model = Wire.Model(node);

        Assert.Equal(model, ModelProto.Parser.ParseFrom(OnnxFile.ToBytes(OnnxFile.Read(model.ToByteArray()))));
    }

    [Fact]
    public void A_file_is_replaced_by_renaming()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.onnx");
        File.WriteAllText(path, "old");
        var graph = ModelZoo.Build("resnet20", new() { Width = 0.5 });
        OnnxFile.Write(graph, path);

        Assert.Equal(OnnxFile.ToBytes(graph), File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }
}

using Google.Protobuf;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Onnx.Wire;

namespace ModelOptimizer.Graph.Tests.Onnx;

public class TensorContentTests
{
    [Fact]
    public void Reads_float_data() =>
        Assert.Equal([1f, -2.5f], Read(new() { DataType = 1, Dims = { 2 }, FloatData = { 1f, -2.5f } }).Floats.ToArray());

    [Fact]
    public void Reads_int64_data() =>
        Assert.Equal([long.MaxValue, -1], Read(new() { DataType = 7, Dims = { 2 }, Int64Data = { long.MaxValue, -1 } }).Int64s.ToArray());

    [Theory]
    [InlineData(2, new[] { 255 }, "FF")] // uint8
    [InlineData(3, new[] { -2 }, "FE")] // int8
    [InlineData(4, new[] { 65535 }, "FFFF")] // uint16
    [InlineData(5, new[] { -2 }, "FEFF")] // int16
    [InlineData(6, new[] { -2 }, "FEFFFFFF")] // int32
    [InlineData(9, new[] { 1, 0 }, "0100")] // bool
    [InlineData(10, new[] { 0x3C00 }, "003C")] // float16 one
    [InlineData(16, new[] { 0x3F80 }, "803F")] // bfloat16 one
    public void Reads_int32_data(int type, int[] values, string bytes) =>
        Assert.Equal(bytes, Convert.ToHexString(Read(new() { DataType = type, Dims = { values.Length }, Int32Data = { values } }).Bytes));

    [Theory]
    [InlineData(12, "FFFFFFFF")]
    [InlineData(13, "FFFFFFFF00000000")]
    public void Reads_uint64_data(int type, string bytes) =>
        Assert.Equal(bytes, Convert.ToHexString(Read(new() { DataType = type, Dims = { 1 }, Uint64Data = { uint.MaxValue } }).Bytes));

    [Fact]
    public void Reads_double_data() =>
        Assert.Equal("000000000000F83F", Convert.ToHexString(Read(new() { DataType = 11, Dims = { 1 }, DoubleData = { 1.5 } }).Bytes));

    [Fact]
    public void Reads_raw_data() =>
        Assert.Equal([1f], Read(new() { DataType = 1, Dims = { 1 }, RawData = ByteString.CopyFrom(0, 0, 128, 63) }).Floats.ToArray());

    [Theory]
    [InlineData(8)] // text
    [InlineData(14)] // complex64, which this library does not know
    public void Carries_other_types_through(int type)
    {
        var model = Wire.Model(Wire.Node("Relu", "x", "y"));
        model.Graph.Initializer.Add(new TensorProto { DataType = type, Dims = { 1 }, Name = "w", StringData = { ByteString.CopyFromUtf8("one") }, FloatData = { 1, 2 } });
        Assert.Equal(model, ModelProto.Parser.ParseFrom(OnnxFile.ToBytes(OnnxFile.Read(model.ToByteArray()))));
    }

    [Fact]
    public void An_empty_tensor_needs_no_content() => Assert.Equal(0, Read(new() { DataType = 1, Dims = { 0 } }).Count);

    [Theory]
    [InlineData(new long[] { 3 }, "needs 12 bytes but has 8")]
    [InlineData(new long[] { -1 }, "negative dimension")]
    [InlineData(new[] { long.MaxValue, long.MaxValue }, "too large")]
    public void Refuses_a_shape_that_does_not_fit(long[] shape, string message)
    {
        var error = Assert.Throws<GraphException>(() => Read(new() { DataType = 1, Dims = { shape }, FloatData = { 1, 2 } }));
        Assert.Contains("'w'", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_external_data()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("weights.bin"), [9, 9, 0, 0, 128, 63, 9]);
        File.WriteAllBytes(folder.File("model.onnx"), External("weights.bin", ("offset", "2"), ("length", "4")));
        Assert.Equal([1f], OnnxFile.Read(folder.File("model.onnx")).Initializers["w"].Floats.ToArray());
    }

    [Theory]
    [InlineData("../weights.bin", "outside the model's folder")]
    [InlineData("/etc/hostname", "outside the model's folder")]
    [InlineData("sub/../../weights.bin", "outside the model's folder")]
    [InlineData("a\0b", "outside the model's folder")]
    [InlineData(".", "outside the model's folder")]
    [InlineData("absent.bin", "absent.bin")]
    public void Refuses_external_data_elsewhere(string location, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.onnx");
        File.WriteAllBytes(path, External(location));
        var error = Assert.Throws<GraphException>(() => OnnxFile.Read(path));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_link_that_leaves_the_folder()
    {
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        File.WriteAllBytes(elsewhere.File("secret.bin"), [0, 0, 128, 63]);
        File.CreateSymbolicLink(folder.File("weights.bin"), elsewhere.File("secret.bin"));
        File.WriteAllBytes(folder.File("model.onnx"), External("weights.bin"));
        Assert.Contains("outside", Assert.Throws<GraphException>(() => OnnxFile.Read(folder.File("model.onnx"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_link_of_folders_that_leaves_the_folder()
    {
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        File.WriteAllBytes(elsewhere.File("secret.bin"), [0, 0, 128, 63]);
        Directory.CreateSymbolicLink(folder.File("sub"), Path.GetDirectoryName(elsewhere.File("secret.bin"))!);
        Directory.CreateSymbolicLink(folder.File("other"), folder.File("sub"));
        foreach (var location in (string[])["sub/secret.bin", "other/secret.bin"])
        {
            File.WriteAllBytes(folder.File("model.onnx"), External(location));
            Assert.Contains("outside", Assert.Throws<GraphException>(() => OnnxFile.Read(folder.File("model.onnx"))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Follows_a_link_that_stays_in_the_folder()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("real.bin"), [0, 0, 128, 63]);
        File.CreateSymbolicLink(folder.File("weights.bin"), "real.bin");
        File.WriteAllBytes(folder.File("model.onnx"), External("weights.bin"));
        Assert.Equal([1f], OnnxFile.Read(folder.File("model.onnx")).Initializers["w"].Floats.ToArray());
    }

    [Fact]
    public void Refuses_links_that_go_round()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.File("a.bin"), "b.bin");
        File.CreateSymbolicLink(folder.File("b.bin"), "a.bin");
        File.WriteAllBytes(folder.File("model.onnx"), External("a.bin"));
        Assert.Throws<GraphException>(() => OnnxFile.Read(folder.File("model.onnx")));
    }

    [Theory]
    [InlineData("offset", "8")]
    [InlineData("length", "5")]
    [InlineData("length", "-1")]
    [InlineData("offset", "many")]
    public void Refuses_external_data_that_is_not_there(string key, string value)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("weights.bin"), [0, 0, 128, 63]);
        File.WriteAllBytes(folder.File("model.onnx"), External("weights.bin", (key, value)));
        Assert.Throws<GraphException>(() => OnnxFile.Read(folder.File("model.onnx")));
    }

    [Fact]
    public void External_data_needs_a_file() =>
        Assert.Contains("read from a file", Assert.Throws<GraphException>(() => OnnxFile.Read(External("weights.bin"))).Message, StringComparison.Ordinal);

    private static TensorData Read(TensorProto tensor)
    {
        tensor.Name = "w";
        var model = Wire.Model(Wire.Node("Relu", "x", "y"));
        model.Graph.Initializer.Add(tensor);
        return OnnxFile.Read(model.ToByteArray()).Initializers["w"];
    }

    private static byte[] External(string location, params (string Key, string Value)[] entries)
    {
        var tensor = new TensorProto { Name = "w", DataType = 1, Dims = { 1 }, DataLocation = TensorProto.Types.DataLocation.External };
        foreach (var (key, value) in entries.Prepend(("location", location)))
        {
            tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
        }

        var model = Wire.Model(Wire.Node("Relu", "x", "y"));
        model.Graph.Initializer.Add(tensor);
        return model.ToByteArray();
    }
}

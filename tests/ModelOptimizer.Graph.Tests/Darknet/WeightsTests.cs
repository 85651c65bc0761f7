using ModelOptimizer.Graph.Darknet;

namespace ModelOptimizer.Graph.Tests.Darknet;

public class WeightsTests
{
    /// <summary>A convolution with normalization (2 filters of 3 x 1 x 1) and one with bias (1 of 2 x 1 x 1): 4 * 2 + 6 + 1 + 2 numbers.</summary>
    private const string Network = "[net]\nwidth=2\nheight=2\n[convolutional]\nbatch_normalize=1\nfilters=2\nactivation=leaky\n[convolutional]\nfilters=1\nactivation=linear\n";

    private const int Count = 17;

    [Fact]
    public void Reads_biases_scales_means_variances_then_filters()
    {
        var graph = Read(File(0, 2, wide: true, Count));
        Assert.Equal([0f, 1], graph.Initializers["layer0/bn.bias"].Floats.ToArray());
        Assert.Equal([2f, 3], graph.Initializers["layer0/bn.scale"].Floats.ToArray());
        Assert.Equal([4f, 5], graph.Initializers["layer0/bn.mean"].Floats.ToArray());
        Assert.Equal([6f, 7], graph.Initializers["layer0/bn.var"].Floats.ToArray());
        Assert.Equal([8f, 9, 10, 11, 12, 13], graph.Initializers["layer0/conv.weight"].Floats.ToArray());
        Assert.Equal([14f], graph.Initializers["layer1/conv.bias"].Floats.ToArray());
        Assert.Equal([15f, 16], graph.Initializers["layer1/conv.weight"].Floats.ToArray());
        Assert.Equal(["layer0/bn.scale", "layer0/bn.bias", "layer0/bn.mean", "layer0/bn.var"], graph.Nodes[1].Inputs.Skip(1));
    }

    [Theory]
    [InlineData(0, 1, false)]
    [InlineData(0, 2, true)]
    [InlineData(0, 9, true)]
    [InlineData(1, 0, true)]
    public void The_version_decides_the_width_of_the_images_seen(int major, int minor, bool wide) =>
        Assert.Equal(16, Read(File(major, minor, wide, Count)).Initializers["layer1/conv.weight"].Floats[1]);

    [Fact]
    public void Refuses_a_truncated_file_by_the_layer_it_ends_in() =>
        Refuses(File(0, 2, wide: true, Count - 1), "ends within the weights of layer 1", "needs 68 bytes", "there are 64");

    [Fact]
    public void Refuses_surplus_bytes() => Refuses([.. File(0, 2, wide: true, Count), 1, 2, 3], "3 bytes are left over");

    [Fact]
    public void Refuses_a_file_shorter_than_its_header() => Refuses([1, 2, 3], "no Darknet .weights file");

    [Fact]
    public void Refuses_another_kind_of_file() => Refuses([.. "this is a text, not a weights' file"u8], "no Darknet .weights file");

    [Fact]
    public void Refuses_a_missing_file()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("nowhere.weights", Assert.Throws<DarknetException>(() => CfgText.Read(Network, new() { Weights = folder.File("nowhere.weights") })).Message, StringComparison.Ordinal);
    }

    private static void Refuses(byte[] weights, params string[] parts)
    {
        var error = Assert.Throws<DarknetException>(() => Read(weights));
        Assert.EndsWith(".weights", error.Path, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    private static ModelGraph Read(byte[] weights)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("network.weights");
        System.IO.File.WriteAllBytes(path, weights);
        return CfgText.Read(Network, new() { Weights = path });
    }

    /// <summary>A file whose numbers count up from 0.</summary>
    private static byte[] File(int major, int minor, bool wide, int count)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(major);
        writer.Write(minor);
        writer.Write(0);
        if (wide)
        {
            writer.Write(12345L);
        }
        else
        {
            writer.Write(12345);
        }

        for (var number = 0; number < count; number++)
        {
            writer.Write((float)number);
        }

        writer.Flush();
        return bytes.ToArray();
    }
}

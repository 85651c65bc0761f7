using ModelOptimizer.Graph.Shapes;

namespace ModelOptimizer.Graph.Tests.Darknet;

/// <summary>What single sections become.</summary>
public class LayerTests
{
    // Output lengths by Darknet: (length + 2 padding - size) / stride + 1, for maxpool (length + padding - size) / stride + 1 with padding size - 1.
    [Theory]
    [InlineData("[convolutional]\nfilters=4\nsize=3\npad=1\nactivation=relu", 4, 16, 32)]
    [InlineData("[convolutional]\nfilters=4\nsize=3\nactivation=relu", 4, 14, 30)]
    [InlineData("[convolutional]\nfilters=4\nsize=5\npadding=1\nstride=2\nactivation=relu", 4, 7, 15)]
    [InlineData("[convolutional]\nfilters=4\nsize=3\npad=1\ndilation=2\nactivation=relu", 4, 16, 32)]
    [InlineData("[convolutional]\nfilters=4\nsize=3\npad=1\nstride_x=2\nstride_y=1\nactivation=relu", 4, 16, 16)]
    [InlineData("[convolutional]\nfilters=4\ngroups=4\nsize=3\npad=1\nactivation=relu", 4, 16, 32)]
    [InlineData("[maxpool]\nsize=2\nstride=2", 8, 8, 16)]
    [InlineData("[maxpool]\nsize=2\nstride=1", 8, 16, 32)]
    [InlineData("[maxpool]\nsize=13\nstride=1", 8, 16, 32)]
    [InlineData("[maxpool]\nsize=3\nstride=2\npadding=0", 8, 7, 15)]
    [InlineData("[avgpool]", 8, 1, 1)]
    [InlineData("[upsample]\nstride=2", 8, 32, 64)]
    [InlineData("[dropout]\nprobability=.5", 8, 16, 32)]
    [InlineData("[route]\nlayers=-1,0", 16, 16, 32)]
    [InlineData("[route]\nlayers=0\ngroups=4\ngroup_id=3", 2, 16, 32)]
    [InlineData("[route]\nlayers=-1,0\ngroups=2\ngroup_id=1", 8, 16, 32)]
    [InlineData("[shortcut]\nfrom=-1,0\nactivation=leaky", 8, 16, 32)]
    [InlineData("[sam]\nfrom=-1", 8, 16, 32)]
    [InlineData("[avgpool]\n[scale_channels]\nfrom=-2", 8, 16, 32)]
    [InlineData("[convolutional]\nfilters=1\n[scale_channels]\nfrom=-2\nscale_wh=1", 8, 16, 32)]
    public void Has_darknets_shape(string layers, int channels, int height, int width)
    {
        var graph = CfgText.Read(CfgText.Stem + layers);
        Assert.Equal($"N, {channels}, {height}, {width}", string.Join(", ", graph.Outputs[0].Shape!));
        Assert.Equal(graph.Outputs[0].Shape, ShapeInference.Infer(graph).Shape(graph.Outputs[0].Name));
    }

    // Darknet's activations.h, by hand at -1, 0.5 and 8.
    [Theory]
    [InlineData("linear", -1, 0.5, 8)]
    [InlineData("leaky", -0.1, 0.5, 8)]
    [InlineData("relu", 0, 0.5, 8)]
    [InlineData("relu6", 0, 0.5, 6)]
    [InlineData("logistic", 0.268941, 0.622459, 0.999665)]
    [InlineData("swish", -0.268941, 0.311230, 7.997317)]
    [InlineData("mish", -0.303401, 0.375245, 7.999998)]
    [InlineData("hard_mish", -0.5, 0.5, 8)]
    [InlineData("hard_swish", -0.333333, 0.291667, 8)]
    [InlineData("hswish", -0.333333, 0.291667, 8)]
    [InlineData("tanh", -0.761594, 0.462117, 1)]
    [InlineData("elu", -0.632121, 0.5, 8)]
    [InlineData("selu", -1.111288, 0.525350, 8.4056)]
    [InlineData("relie", -0.01, 0.5, 8)]
    public void Has_darknets_activation(string activation, double atMinusOne, double atHalf, double atEight)
    {
        var graph = CfgText.Read($"{CfgText.Net}[convolutional]\nfilters=3\nactivation={activation}");
        var run = new Interpreter(graph);
        Assert.Equal([atMinusOne, atHalf, atEight], new[] { -1, 0.5, 8 }.Select(run.After), (a, b) => Math.Abs(a - b) < 2e-5);
    }

    [Fact]
    public void Takes_the_group_that_is_named()
    {
        var graph = CfgText.Read(CfgText.Stem + "[route]\nlayers=-1\ngroups=4\ngroup_id=3");
        Assert.Equal([6], graph.Initializers["layer1/slice.starts"].Int64s.ToArray());
        Assert.Equal([8], graph.Initializers["layer1/slice.ends"].Int64s.ToArray());
    }

    [Fact]
    public void Pads_a_pooling_window_of_stride_one_behind_only() =>
        Assert.Equal([0, 0, 1, 1], CfgText.Read(CfgText.Stem + "[maxpool]\nsize=2\nstride=1").Nodes[^1].Ints("pads")!);

    [Fact]
    public void Normalizes_with_darknets_epsilon() => Assert.Equal(1e-5f, CfgText.Read(CfgText.Stem).Nodes[1].Float("epsilon", 0));

    [Fact]
    public void Does_not_read_what_stands_behind_a_comment_sign() =>
        Assert.Equal(2, CfgText.Read($"; all of it\n# stays out\n{CfgText.Net}[convolutional] # first\n filters = 2 ; two\nactivation=linear\n#filters=9").Outputs[0].Shape![1].Value);
}

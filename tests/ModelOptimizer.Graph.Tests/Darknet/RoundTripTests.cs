using System.Globalization;
using ModelOptimizer.Graph.Darknet;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Graph.Tests.Darknet;

/// <summary>What is written reads back as the same graph.</summary>
public class RoundTripTests
{
    [Theory]
    [InlineData("yolov3-spp.cfg")]
    [InlineData("yolov3-tiny.cfg")]
    [InlineData("yolov3-voc.cfg")]
    [InlineData("yolov4-csp.cfg")]
    [InlineData("yolov4-tiny.cfg")]
    [InlineData("yolov4.cfg")]
    public void A_published_network_stays_as_it_is(string cfg) => StaysAsItIs(Narrow(cfg));

    [Fact]
    public void Weights_stay_byte_for_byte()
    {
        var (cfg, weights) = (SharedData.Model("yolo-fastest-1.1.cfg"), SharedData.Model("yolo-fastest-1.1.weights"));
        using var folder = new TemporaryFolder();
        DarknetFile.Write(DarknetFile.Read(cfg, new() { Weights = weights }), folder.File("out.cfg"), folder.File("out.weights"));
        Assert.Equal(File.ReadAllBytes(weights), File.ReadAllBytes(folder.File("out.weights")));
    }

    [Theory]
    [InlineData("[shortcut]\nfrom=-1,0\nactivation=swish\n[shortcut]\nfrom=-2\nactivation=relu6")]
    [InlineData("[avgpool]\n[convolutional]\nfilters=8\nactivation=logistic\n[scale_channels]\nfrom=0\nactivation=hard_mish")]
    [InlineData("[convolutional]\nfilters=1\nactivation=logistic\n[scale_channels]\nfrom=-2\nscale_wh=1")]
    [InlineData("[convolutional]\nfilters=8\nactivation=logistic\n[sam]\nfrom=-2\nactivation=mish")]
    [InlineData("[convolutional]\nfilters=4\nsize=3\npad=1\ndilation=2\nstride_x=2\nstride_y=1\nactivation=tanh\n[dropout]\nprobability=.25\n[upsample]\nstride=4")]
    [InlineData("[convolutional]\nfilters=4\nsize=4\npadding=3\nactivation=elu\n[maxpool]\nsize=3\nstride=2\npadding=0\n[maxpool]\nsize=5\nstride_x=1\nstride_y=2")]
    [InlineData("[route]\nlayers=0\ngroups=4\ngroup_id=2\n[convolutional]\nfilters=8\nactivation=selu\n[route]\nlayers=-1,0,1\n[convolutional]\nfilters=2\nactivation=relie")]
    public void Every_section_stays_as_it_is(string layers) => StaysAsItIs(CfgText.Read(CfgText.Stem + layers));

    [Fact]
    public void Training_settings_are_kept()
    {
        using var folder = new TemporaryFolder();
        DarknetFile.Write(Narrow("yolov4-tiny.cfg"), folder.File("out.cfg"), folder.File("out.weights"));
        var lines = File.ReadAllLines(folder.File("out.cfg"));
        Assert.Contains("learning_rate=0.00261", lines);
        Assert.Equal(2, lines.Count(line => line == "iou_normalizer=0.07"));
    }

    [Fact]
    public void Mish_of_an_older_operator_set_is_recognised()
    {
        var graph = CfgText.Read(CfgText.Stem + "[convolutional]\nfilters=3\nactivation=mish");
        var mish = graph.Nodes[^1];
        graph.Nodes.RemoveAt(graph.Nodes.Count - 1);
        graph.Nodes.AddRange(
        [
            new() { Name = "softplus", OpType = "Softplus", Inputs = [mish.Inputs[0]], Outputs = ["softplus"] },
            new() { Name = "tanh", OpType = "Tanh", Inputs = ["softplus"], Outputs = ["tanh"] },
            new() { Name = "mul", OpType = "Mul", Inputs = [mish.Inputs[0], "tanh"], Outputs = [mish.Output] },
        ]);
        Assert.Equal("Mish", Rewritten(graph).Nodes[^1].OpType);
    }

    [Theory]
    [InlineData("yolov3-tiny")]
    [InlineData("yolov4-tiny")]
    public void Networks_of_other_origin_are_written_too(string name)
    {
        var graph = ModelZoo.Build(name, new() { Width = 0.25, Classes = ["a", "b"], InputSize = new(96, 64) });
        var again = Rewritten(graph);
        var (before, after) = (DetectorDescription.Read(graph)!, DetectorDescription.Read(again)!);
        Assert.Equal(before.Heads.Select(head => (head.Stride, head.ScaleXY, string.Join(' ', head.Anchors))), after.Heads.Select(head => (head.Stride, head.ScaleXY, string.Join(' ', head.Anchors))));
        Assert.Equal(Weights(graph), Weights(again));
    }

    [Fact]
    public void A_decoder_and_folded_normalizations_are_no_obstacle()
    {
        var graph = BatchNormFolding.Apply(CfgText.Read(NetworkTests.Head(2)));
        StaysAsItIs(Rewritten(graph));
        Assert.Equal(OnnxFile.ToBytes(Rewritten(graph)), OnnxFile.ToBytes(Rewritten(DetectorDecoder.Append(graph))));
    }

    [Fact]
    public void Refuses_a_group_that_no_longer_splits_evenly()
    {
        var graph = CfgText.Read(CfgText.Stem + "[route]\nlayers=-1\ngroups=2\ngroup_id=1");
        graph.Initializers["layer1/slice.starts"] = TensorData.Of([1], [5L]);
        Refuses(graph, "Slice 'layer1/slice'", "channels 5 to 7 of 8", "equal groups");
    }

    [Fact]
    public void Refuses_an_operator_without_section()
    {
        var graph = CfgText.Read(CfgText.Stem);
        graph.Nodes.Add(new() { Name = "end", OpType = "Softmax", Inputs = [graph.Outputs[0].Name], Outputs = ["end"] });
        graph.Outputs[0] = graph.Outputs[0] with { Name = "end" };
        Refuses(graph, "Softmax 'end'", "no section");
    }

    [Fact]
    public void Refuses_filters_that_are_not_square()
    {
        var graph = CfgText.Read(CfgText.Stem);
        graph.Initializers["layer0/conv.weight"] = TensorData.Of([8, 3, 1, 3], new float[72]);
        graph.Nodes[0].Attributes["kernel_shape"] = new long[] { 1, 3 };
        Refuses(graph, "Conv 'layer0/conv'", "square");
    }

    [Fact]
    public void Refuses_another_epsilon()
    {
        var graph = CfgText.Read(CfgText.Stem);
        graph.Nodes[1].Attributes["epsilon"] = 1e-3f;
        Refuses(graph, "Conv 'layer0/conv'", "0.001");
    }

    [Fact]
    public void Leaves_nothing_behind_where_it_refuses()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<GraphException>(() => DarknetFile.Write(ModelZoo.Build("resnet20"), folder.File("out.cfg"), folder.File("out.weights")));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(folder.File("out.cfg"))!));
    }

    private static void Refuses(ModelGraph graph, params string[] parts)
    {
        var error = Assert.Throws<GraphException>(() => Rewritten(graph));
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    private static void StaysAsItIs(ModelGraph graph)
    {
        var again = Rewritten(graph);
        again.Name = graph.Name;
        Assert.Equal(graph.Nodes.Select(node => node.ToString()), again.Nodes.Select(node => node.ToString()));
        Assert.Equal(OnnxFile.ToBytes(graph), OnnxFile.ToBytes(again));
    }

    /// <summary>A published network with an eighth of the channels, so that its weights are written in no time.</summary>
    private static ModelGraph Narrow(string cfg) => CfgText.Read(string.Join('\n', File.ReadLines(SharedData.Darknet(cfg)).Select(line =>
        line.StartsWith("filters", StringComparison.Ordinal) && int.Parse(line.Split('=')[1], CultureInfo.InvariantCulture) is var filters and not (255 or 75) ? $"filters={filters / 8}" : line)));

    private static ModelGraph Rewritten(ModelGraph graph)
    {
        using var folder = new TemporaryFolder();
        DarknetFile.Write(graph, folder.File("out.cfg"), folder.File("out.weights"));
        return DarknetFile.Read(folder.File("out.cfg"), new() { Weights = folder.File("out.weights"), Classes = DetectorDescription.Read(graph)?.Classes });
    }

    /// <summary>The layers' weights in the nodes' order, by shape and content.</summary>
    private static IEnumerable<string> Weights(ModelGraph graph) => graph.Nodes.Where(node => node.OpType is "Conv" or "BatchNormalization").Select(node =>
        $"{node.OpType} {string.Join("; ", node.Inputs.Skip(1).Select(name => $"{string.Join('x', graph.Initializers[name].Shape)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(graph.Initializers[name].Bytes))}"))}");
}

using System.Text.Json;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Tool.Tests;

public class GroupsTests
{
    [Fact]
    public void Groups_prints_each_coupled_set_as_a_chain()
    {
        var result = ToolProcess.Run("groups", "zoo:resnet20");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches("(?m)^16 channels: .+ out 0-15 -> .+ in 0-15 \\[stride 1\\]$", result.Output);
        Assert.Contains("it is a graph output", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_says_what_it_refuses_and_what_stays_whole_for_it()
    {
        using var folder = new TemporaryFolder();
        var builder = new GraphBuilder("lrn", 1);
        var stem = builder.Input("images", 3, 8, 8).Conv("stem", 4, 3);
        builder.Output(builder.Node("LRN", "lrn", 4, [stem.Name], ("size", 3L)).Conv("head", 8, 1).Conv("last", 2, 1), 2, 8, 8);
        OnnxFile.Write(builder.Graph, folder["model.onnx"]);
        var result = ToolProcess.Run("groups", folder["model.onnx"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("\nrefused LRN 'lrn': it normalises each channel by its neighbours, which would be others\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("\nleft whole stem: LRN 'lrn' reads it: it normalises each channel by its neighbours, which would be others\n", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("left whole head", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_prints_exactly_one_document()
    {
        using var document = JsonDocument.Parse(ToolProcess.Run("groups", "zoo:yolov4-tiny", "--set", "width=0.125", "--json").Output);

        Assert.Equal(["schemaVersion", "sets", "groups", "refused", "leftWhole"], document.RootElement.EnumerateObject().Select(member => member.Name));
        var free = document.RootElement.GetProperty("sets").EnumerateArray().First(set => !set.TryGetProperty("stays", out _));
        Assert.True(free.GetProperty("channels").GetInt32() > 0);
        Assert.Contains(free.GetProperty("group").GetString(), document.RootElement.GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("name").GetString()));
        Assert.Equal(["node", "operator", "role", "channels"], free.GetProperty("members")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(0, document.RootElement.GetProperty("refused").GetArrayLength());
        Assert.Equal(2, document.RootElement.GetProperty("leftWhole").GetArrayLength());
    }

    [Fact]
    public void Groups_sums_up_what_each_group_holds()
    {
        var result = ToolProcess.Run("groups", "zoo:resnet20", "--grouping", "modules");

        // Three stages of widths 16, 32 and 64: their sums, what lies inside their nine blocks, and the classifier.
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches(@"(?m)^backbone stride 1 residual +4 +16 +16 ", result.Output);
        Assert.Matches(@"(?m)^backbone stride 1 +3 +48 +48 ", result.Output);
        Assert.Matches(@"(?m)^backbone stride 2 +3 +96 +96 ", result.Output);
        Assert.Matches(@"(?m)^backbone stride 4 +3 +192 +192 ", result.Output);
    }

    [Fact]
    public void Groups_refuses_the_paper_s_groups_for_another_model()
    {
        var result = ToolProcess.Run("groups", "zoo:yolov4-tiny", "--grouping", "gcp-yolov4");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("error MOPT1011: The grouping 'gcp-yolov4' is for YOLOv4, 110 convolutions", result.Error, StringComparison.Ordinal);
    }
}

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
        Assert.Matches("(?m)^16 channels: .+ out 0-15 -> .+ in 0-15$", result.Output);
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

        Assert.Equal(["schemaVersion", "sets", "refused", "leftWhole"], document.RootElement.EnumerateObject().Select(member => member.Name));
        var free = document.RootElement.GetProperty("sets").EnumerateArray().First(set => !set.TryGetProperty("stays", out _));
        Assert.True(free.GetProperty("channels").GetInt32() > 0);
        Assert.Equal(["node", "operator", "role", "channels"], free.GetProperty("members")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(0, document.RootElement.GetProperty("refused").GetArrayLength());
        Assert.Equal(2, document.RootElement.GetProperty("leftWhole").GetArrayLength());
    }
}

using System.Text.Json;

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

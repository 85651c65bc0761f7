using System.Text.Json;
using ModelOptimizer.Graph.Onnx;

namespace ModelOptimizer.Tool.Tests;

/// <summary>Pruning by measured sensitivity, votes, floors and recalibration on a tiny data set, in processes of their own.</summary>
public sealed class GroupPruningTests : IDisposable
{
    private readonly TinyProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void Thresholds_by_sensitivity_meet_the_budget_and_leave_their_curves()
    {
        var result = Compress("sensitive", """
            "budget": { "parameters": "-30%" }, "grouping": "modules", "vote": "union", "recalibrate": 2, "floor": { "metricDrop": 100, "images": 2 },
            "thresholds": "sensitivity", "sensitivity": { "step": 0.25, "images": 2, "batches": 1 }
            """);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        var stage = Stage(result, "prune");
        Assert.Contains("statistics measured anew on 2 batches", stage.GetProperty("details").GetProperty("recalibrated").GetString(), StringComparison.Ordinal);
        Assert.Contains("100% of what was asked for", stage.GetProperty("details").GetProperty("floor").GetString(), StringComparison.Ordinal);
        using var record = JsonDocument.Parse(File.ReadAllText(project[$"cache/stages/{stage.GetProperty("key").GetString()}/sensitivity.json"]));
        Assert.Equal(["schemaVersion", "baseline", "images", "batches", "groups"], record.RootElement.EnumerateObject().Select(member => member.Name));
        var groups = record.RootElement.GetProperty("groups").EnumerateArray().ToArray();
        Assert.Contains("head stride 16", groups.Select(group => group.GetProperty("name").GetString()));
        Assert.All(groups, group => Assert.InRange(group.GetProperty("points").GetArrayLength(), 1, 4));
        Assert.Contains(groups, group => group.GetProperty("removed").GetDouble() > 0);
    }

    [Fact]
    public void Stated_fractions_need_no_budget_and_constants_need_not_be_folded()
    {
        var result = Compress("stated", """ "budget": { }, "foldConstants": false, "groups": [{ "name": "stride 32", "layers": [], "remove": 0.5 }] """);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        using var plan = JsonDocument.Parse(File.ReadAllText(project[$"cache/stages/{Stage(result, "prune").GetProperty("key").GetString()}/plan.json"]));
        Assert.False(plan.RootElement.GetProperty("foldConstants").GetBoolean());
        var (before, after) = (Stage(result, "train").GetProperty("parameters").GetInt64(), Stage(result, "prune").GetProperty("parameters").GetInt64());
        Assert.True(after < before);
    }

    [Fact]
    public void Fresh_weights_leave_nothing_of_what_was_learned()
    {
        var result = Compress("fresh", """ "budget": { "parameters": "-30%" }, "weights": "fresh" """, """, "distill": { "epochs": 1, "batchSize": 4 }""");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        var (trained, pruned) = (Scales("train"), Scales("prune"));
        Assert.Contains(trained, scale => scale != 1);
        Assert.All(pruned, scale => Assert.Equal(1, scale));
        Assert.True(pruned.Length < trained.Length);

        float[] Scales(string stage)
        {
            var graph = OnnxFile.Read(project[$"cache/stages/{Stage(result, stage).GetProperty("key").GetString()}/model.onnx"]);
            return [.. graph.Nodes.Where(node => node.OpType == "BatchNormalization").SelectMany(node => graph.Initializers[node.Inputs[1]].Floats.ToArray())];
        }
    }

    [Theory]
    [InlineData("MOPT1009", "must be trained", """ "budget": { "parameters": "-30%" }, "weights": "fresh" """)]
    [InlineData("MOPT1011", "is for YOLOv4", """ "budget": { "parameters": "-30%" }, "grouping": "gcp-yolov4" """)]
    [InlineData("MOPT1012", "did you mean 'stride 32'?", """ "budget": { "parameters": "-30%" }, "groups": [{ "name": "stride 33", "layers": [], "remove": 0.5 }] """)]
    public void Says_what_is_wrong_at_its_place(string code, string says, string prune)
    {
        var result = Compress("wrong", prune);

        Assert.Equal((2, code, 8), (result.ExitCode, result.Last("diagnostic").GetProperty("code").GetString(), result.Last("diagnostic").GetProperty("line").GetInt32()));
        Assert.Contains(says, result.Last("diagnostic").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static JsonElement Stage(ToolResult result, string name)
    {
        using var report = JsonDocument.Parse(File.ReadAllText(result.Last("artifact").GetProperty("report").GetString()!));
        return report.RootElement.GetProperty("stages").EnumerateArray().Single(stage => stage.GetProperty("name").GetString() == name).Clone();
    }

    private ToolResult Compress(string name, string prune, string after = "") => ToolProcess.Run(
        "compress",
        project.WriteManifest(name, stages: $$"""
            {
                "train": { "epochs": 1, "batchSize": 4 },
                "prune": { {{prune}} }{{after}} }
            """),
        "--protocol", "json", "--cache", project["cache"], "--threads", "1");
}

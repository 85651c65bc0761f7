using System.Text.Json;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Search.Records;

namespace ModelOptimizer.Tool.Tests;

/// <summary>The verb <c>search</c> and the prune method of that name, run as users run them: with workers in processes of their own.</summary>
public sealed class SearchTests : IDisposable
{
    private readonly TinyProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void Searches_with_controls_and_keeps_to_the_budget()
    {
        var output = project["found.onnx"];
        var result = ToolProcess.Run(Arguments(output, "--controls", "--workers", "2"));

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        var record = SearchRecord.FromJson(File.ReadAllText(project["found.search.json"]));
        var found = CostModel.Measure(OnnxFile.Read(output));
        Assert.Equal(["controller", "uniform", "random", "evolution", "group"], record.Strategies.Select(strategy => strategy.Name));
        Assert.True(2 * found.Macs <= record.Whole.Macs, $"{found.Macs} of {record.Whole.Macs}");
        Assert.Equal(record.Strategies[0].Points[record.Strategies[0].Best!.Value].Macs, found.Macs);
        Assert.Contains("controller", result.Output, StringComparison.Ordinal);
        Assert.Contains("controller 6/6", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Goes_on_after_it_was_killed_to_the_same_end()
    {
        var whole = ToolProcess.Run(Arguments(project["whole.onnx"]));
        Assert.True(whole.ExitCode == 0, whole.Output + whole.Error);
        using (var killed = ToolProcess.Start(Arguments(project["killed.onnx"])))
        {
            WaitForOutcomes(project["killed.onnx.search"], 2);
            killed.Kill();
        }

        var known = Outcomes(project["killed.onnx.search"]);
        Assert.Equal(0, ToolProcess.Run(Arguments(project["killed.onnx"])).ExitCode);

        Assert.InRange(known, 2, 6);
        Assert.Equal(Points("whole.search.json"), Points("killed.search.json"));
        Assert.Equal(File.ReadAllBytes(project["whole.onnx"]), File.ReadAllBytes(project["killed.onnx"]));
    }

    [Fact]
    public void A_manifest_searches_and_then_distils_as_always()
    {
        var manifest = project.WriteManifest("searched", stages: """
            {
              "train": { "epochs": 3, "batchSize": 4, "warmupEpochs": 1 },
              "prune": { "method": "search", "budget": { "macs": "-40%" }, "roundTo": 1, "search": { "rollouts": 6, "controller": { "units": 8 }, "rollout": { "batchSize": 2 } } },
              "distill": { "epochs": 1, "batchSize": 4 }
            }
            """);
        string[] arguments = ["compress", manifest, "--protocol", "json", "--cache", project["cache"], "--threads", "1"];
        var result = ToolProcess.Run(arguments);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        using var report = JsonDocument.Parse(File.ReadAllText(result.Last("artifact").GetProperty("report").GetString()!));
        var stages = report.RootElement.GetProperty("stages").EnumerateArray().ToDictionary(stage => stage.GetProperty("name").GetString()!);
        var (train, prune) = (stages["train"], stages["prune"]);
        Assert.True(prune.GetProperty("macs").GetInt64() <= 0.6 * train.GetProperty("macs").GetInt64());
        Assert.StartsWith("6, 0 of them", prune.GetProperty("details").GetProperty("candidates").GetString(), StringComparison.Ordinal);
        Assert.Contains(stages.Keys, name => name == "distill");
        var document = Directory.EnumerateFiles(project["cache"], "search.json", SearchOption.AllDirectories).Single();
        Assert.Equal("mAP@0.5", SearchRecord.FromJson(File.ReadAllText(document)).Metric);

        Assert.True(ToolProcess.Run(arguments).Last("artifact").GetProperty("cached").GetBoolean());
    }

    [Theory]
    [InlineData("MOPT1010", "no-such-folder", "--data", "no-such-folder")]
    [InlineData("MOPT0013", "did you mean 'bn-scale'", "--criterion", "bn-scal")]
    [InlineData("MOPT0013", "-50%", "--macs", "half")]
    [InlineData("MOPT0013", "a number above 0", "--budget-minutes", "0")]
    [InlineData("MOPT0013", "a number of at least 0", "--weight", "-1")]
    [InlineData("MOPT1015", "multiply-accumulates than allowed", "--macs", "1000")]
    public void Says_what_is_wrong(string code, string says, params string[] arguments)
    {
        var result = ToolProcess.Run(Arguments(project["wrong.onnx"], arguments));

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains($"error {code}: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(project["wrong.onnx"]));
    }

    private string[] Arguments(string output, params string[] more) =>
    [
        "search", "zoo:yolov4-tiny", "--set", "width=0.125", "--set", "inputSize=64", "--set", "classes=square,bar", .. more.Contains("--data") ? [] : new[] { "--data", project.Data },
        "--rollouts", "6", .. more.Contains("--macs") ? [] : new[] { "--macs", "-50%" }, "--seed", "2", "--threads", "1", "--device", "cpu", "-o", output, .. more,
    ];

    private SearchPoint[] Points(string document) =>
        [.. SearchRecord.FromJson(File.ReadAllText(project[document])).Strategies[0].Points.Select(point => point with { Seconds = 0 })];

    private static void WaitForOutcomes(string folder, int count)
    {
        for (var waited = 0; waited < 600 && Outcomes(folder) < count; waited++)
        {
            Thread.Sleep(100);
        }
    }

    private static int Outcomes(string folder) => !Directory.Exists(folder) ? 0
        : Directory.EnumerateFiles(folder, "rollouts.jsonl", SearchOption.AllDirectories).Sum(Lines);

    private static int Lines(string path)
    {
        using var reader = new StreamReader(File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Count(character => character == '\n');
    }
}

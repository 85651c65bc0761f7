using System.Text.Json;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Onnx;

namespace ModelOptimizer.Tool.Tests;

/// <summary>The verb <c>prune</c>, run as users run it.</summary>
public sealed class PruneTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Prints_one_document_that_tells_the_truth_about_the_file()
    {
        var output = folder["small.onnx"];
        var result = ToolProcess.Run("prune", "zoo:resnet20", "--criterion", "l1", "--macs", "-50%", "-o", output, "--json");

        using var document = JsonDocument.Parse(result.Output);
        var (before, after) = (document.RootElement.GetProperty("before"), document.RootElement.GetProperty("after"));
        var cut = CostModel.Measure(OnnxFile.Read(output));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal((269_722, 40_551_040), (before.GetProperty("parameters").GetInt64(), before.GetProperty("macs").GetInt64()));
        Assert.Equal((cut.Parameters, cut.Macs, new FileInfo(output).Length), (after.GetProperty("parameters").GetInt64(), after.GetProperty("macs").GetInt64(), after.GetProperty("bytes").GetInt64()));
        Assert.InRange(cut.Macs / 40_551_040.0, 0.49, 0.5);
        Assert.InRange(document.RootElement.GetProperty("check").GetProperty("maxAbsDifference").GetDouble(), 0, 1e-4);
        Assert.Equal(0, document.RootElement.GetProperty("refused").GetArrayLength());
    }

    [Fact]
    public void A_ratio_takes_half_of_each_layer_and_a_dry_run_shows_it()
    {
        var result = ToolProcess.Run("prune", "zoo:resnet20", "--ratio", "0.5", "--dry-run");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches(@"(?m)^stage1/block0/conv0 +Conv +16 +8 +2,304 +576 ", result.Output);
        Assert.Matches(@"(?m)^logits +Gemm +10 +10 +650 +330 ", result.Output);
        Assert.Contains("whole   logits: it is a graph output", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_replays_to_the_same_bytes()
    {
        string[] zoo = ["prune", "zoo:resnet20", "--plan", folder["plan.json"], "-o"];
        var planned = ToolProcess.Run([.. zoo, folder["planned.onnx"], "--criterion", "random", "--seed", "3", "--bytes", "600 kB", "--rounds", "2"]);
        var replayed = ToolProcess.Run([.. zoo, folder["replayed.onnx"]]);

        Assert.Equal((0, 0), (planned.ExitCode, replayed.ExitCode));
        Assert.Equal(File.ReadAllBytes(folder["planned.onnx"]), File.ReadAllBytes(folder["replayed.onnx"]));
        Assert.InRange(new FileInfo(folder["planned.onnx"]).Length, 590_000, 600_000);
    }

    [Fact]
    public void A_latency_is_met_as_measured()
    {
        var result = ToolProcess.Run("prune", "zoo:resnet20", "--latency", "-20%", "--dry-run", "--json");

        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal(0, result.ExitCode);
        Assert.True(document.RootElement.GetProperty("after").GetProperty("latencyMilliseconds").GetDouble() > 0);
        Assert.True(document.RootElement.GetProperty("after").GetProperty("macs").GetInt64() < 40_551_040);
    }

    [Theory]
    [InlineData("MOPT0013", "did you mean 'fpgm'?", "--criterion", "fpg", "--ratio", "0.5")]
    [InlineData("MOPT0013", "needs labelled data", "--criterion", "taylor", "--ratio", "0.5")]
    [InlineData("MOPT0013", "the stage prune of a manifest and run modelopt compress", "--criterion", "taylor", "--ratio", "0.5")]
    [InlineData("MOPT0013", "did you mean 'norm'?", "--with", "norn=l2", "--ratio", "0.5")]
    [InlineData("MOPT0013", "criterion cpmc", "--criterion", "l1", "--with", "norm=l2", "--ratio", "0.5")]
    [InlineData("MOPT0013", "-50%", "--macs", "half")]
    [InlineData("MOPT0013", "--scope group", "--grouping", "modules", "--ratio", "0.5")]
    [InlineData("MOPT1011", "for YOLOv3", "--grouping", "gcp-yolov3", "--scope", "group", "--ratio", "0.5")]
    [InlineData("MOPT0013", "how much")]
    [InlineData("MOPT1001", "missing.json", "--plan", "missing.json")]
    [InlineData("MOPT1012", "parameters remain where 10 are allowed", "--parameters", "10")]
    [InlineData("MOPT1012", "' is excluded", "--ratio", "0.5", "--exclude", "*")]
    [InlineData("MOPT1012", "matches no layer", "--ratio", "0.5", "--exclude", "stagee*")]
    [InlineData("MOPT1012", "between 0 and 1", "--ratio", "1.5")]
    public void Says_what_is_wrong(string code, string says, params string[] arguments)
    {
        var result = ToolProcess.Run(["prune", "zoo:resnet20", "--dry-run", .. arguments]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains($"error {code}: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_nothing_in_the_home_folder()
    {
        Directory.CreateDirectory(folder["home"]);

        // ONNX Runtime keeps an identifier and what it reports to its vendor there, unless it is told not to.
        using var tool = ToolProcess.StartWith(
            new Dictionary<string, string?> { ["HOME"] = folder["home"], ["XDG_CACHE_HOME"] = null, ["CI"] = null, ["ORT_DISABLE_TELEMETRY"] = null },
            "prune", "zoo:resnet20", "--ratio", "0.5", "--dry-run");

        Assert.Equal(0, tool.End().ExitCode);
        Assert.Empty(Directory.EnumerateFiles(folder["home"], "*onnxruntime*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Asks_for_a_place_or_a_dry_run() =>
        Assert.Contains("--output FILE or --dry-run", ToolProcess.Run("prune", "zoo:resnet20", "--ratio", "0.5").Error, StringComparison.Ordinal);
}

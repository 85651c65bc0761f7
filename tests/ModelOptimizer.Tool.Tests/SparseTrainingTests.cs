using System.Text.Json;
using ModelOptimizer.Graph.Costs;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Graph.Zoo;

namespace ModelOptimizer.Tool.Tests;

/// <summary>Sparse training with a guard on a tiny data set, in processes of their own.</summary>
public sealed class SparseTrainingTests : IDisposable
{
    private readonly TinyProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void A_guarded_run_that_was_killed_ends_with_the_same_scales_and_record()
    {
        var manifest = project.WriteManifest("guarded", stages: """
            {
              "train": { "epochs": 1, "batchSize": 4 },
              "sparsify": { "epochs": 4, "batchSize": 4, "scope": "group", "guard": { "metricDrop": 2, "images": 2 } }
            }
            """);
        var whole = ToolProcess.Run(Arguments(manifest, "whole"));
        using (var killed = ToolProcess.Start(Arguments(manifest, "killed")))
        {
            killed.ReadUntil("epoch 3/4");
            killed.Kill();
        }

        var resumed = ToolProcess.Run(Arguments(manifest, "killed"));

        Assert.True(whole.ExitCode == 0, whole.Output + whole.Error);
        Assert.True(resumed.ExitCode == 0, resumed.Output + resumed.Error);
        Assert.DoesNotContain("epoch 1/4", resumed.Output, StringComparison.Ordinal);
        Assert.Equal(whole.Last("artifact").GetProperty("sha256").GetString(), resumed.Last("artifact").GetProperty("sha256").GetString());
        var (one, other) = (Gammas("whole"), Gammas("killed"));
        Assert.Equal(one, other);
        using var gammas = JsonDocument.Parse(one);
        Assert.Equal(
            ["schemaVersion", "binWidth", "groups", "metricDrop", "baseline", "epochs"], gammas.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal([0, 1, 2, 3, 4], gammas.RootElement.GetProperty("epochs").EnumerateArray().Select(epoch => epoch.GetProperty("epoch").GetInt32()));
        Assert.Contains("stride 2", gammas.RootElement.GetProperty("groups").EnumerateArray().Select(group => group.GetString()));
    }

    [Fact]
    public void A_model_whose_normalisation_was_folded_is_sparsified_and_cut_by_its_scales()
    {
        var model = ModelZoo.Build("yolov4-tiny", new ZooOptions { InputSize = new(64, 64), Width = 0.125, Classes = ["square", "bar"] });
        OnnxFile.Write(BatchNormFolding.Apply(model), project["folded.onnx"]);
        var manifest = project.WriteManifest("folded", stages: """
            {
              "sparsify": { "epochs": 2, "batchSize": 4, "rate": 0.02 },
              "prune": { "budget": { "parameters": "-30%" } },
              "distill": { "epochs": 1, "batchSize": 4 }
            }
            """);
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("""{ "zoo": "yolov4-tiny", "options": { "inputSize": 64, "width": 0.125 } }""", """{ "onnx": "folded.onnx" }""", StringComparison.Ordinal));

        var result = ToolProcess.Run(Arguments(manifest, "cache"));

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        using var gammas = JsonDocument.Parse(Gammas("cache"));
        Assert.NotEmpty(gammas.RootElement.GetProperty("groups").EnumerateArray());
        var artifact = OnnxFile.Read(Assert.Single(Directory.GetFiles(project["cache/artifacts"], "model.onnx", SearchOption.AllDirectories)));
        Assert.InRange(CostModel.Measure(artifact).Parameters, 1, CostModel.Measure(model).Parameters * 0.71);
    }

    private string Gammas(string cache) => File.ReadAllText(Assert.Single(Directory.GetFiles(project[$"{cache}/stages"], "gammas.json", SearchOption.AllDirectories)));

    private IEnumerable<string> Arguments(string manifest, string cache) =>
        ["compress", manifest, "--protocol", "json", "--cache", project[cache], "--threads", "1", "--checkpoint-interval", "0"];
}

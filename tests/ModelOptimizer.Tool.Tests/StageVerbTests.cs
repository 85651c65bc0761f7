using System.Text.Json;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Onnx;

namespace ModelOptimizer.Tool.Tests;

/// <summary>Training, sparsifying and distilling as single stages, ONNX in and out.</summary>
public sealed class StageVerbTests(StageVerbTests.Trained trained) : IClassFixture<StageVerbTests.Trained>
{
    /// <summary>A project whose model has been trained by the verb.</summary>
    public sealed class Trained : IDisposable
    {
        public Trained() => Result = ToolProcess.Run(Train(Project, Project["trained.onnx"], "--json"));

        public TinyProject Project { get; } = new();

        public string Model => Project["trained.onnx"];

        public ToolResult Result { get; }

        public void Dispose() => Project.Dispose();
    }

    private TinyProject Project => trained.Project;

    [Fact]
    public void Train_prints_one_document_and_writes_a_model_that_describes_itself()
    {
        Assert.True(trained.Result.ExitCode == 0, trained.Result.Error);
        using var document = JsonDocument.Parse(trained.Result.Output);
        var root = document.RootElement;

        Assert.Equal(("train", trained.Model, false), (root.GetProperty("stage").GetString(), root.GetProperty("output").GetString(), root.GetProperty("cached").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, root.GetProperty("before").GetProperty("metric").ValueKind);
        Assert.InRange(root.GetProperty("after").GetProperty("metric").GetDouble(), 0, 1);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(trained.Model))), root.GetProperty("sha256").GetString());
        Assert.Equal(["square", "bar"], DetectorDescription.Read(OnnxFile.Read(trained.Model))!.Classes);
    }

    [Fact]
    public void The_verb_is_the_stage_of_a_compression()
    {
        var manifest = Project.WriteManifest("train-only", stages: """{ "train": { "epochs": 3, "batchSize": 4, "warmupEpochs": 1 } }""");
        var compressed = ToolProcess.Run("compress", manifest, "--protocol", "json", "--cache", Project["compress"], "--threads", "1");

        using var report = JsonDocument.Parse(File.ReadAllText(compressed.Last("artifact").GetProperty("report").GetString()!));
        var key = report.RootElement.GetProperty("stages").EnumerateArray().First(stage => stage.GetProperty("name").GetString() == "train").GetProperty("key").GetString();
        Assert.Equal(File.ReadAllBytes(Project[$"compress/stages/{key}/model.onnx"]), File.ReadAllBytes(trained.Model));
    }

    [Fact]
    public void A_second_run_takes_the_model_from_the_cache()
    {
        var result = ToolProcess.Run(Train(Project, Project["again.onnx"]));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("(from the cache)", result.Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(trained.Model), File.ReadAllBytes(Project["again.onnx"]));
    }

    [Fact]
    public void A_killed_run_goes_on_from_its_checkpoint_to_the_same_bytes()
    {
        string[] arguments = [.. Train(Project, Project["killed.onnx"], "--checkpoint-interval", "0", "--cache", Project["killed"], "-v", "detailed")];
        using (var killed = ToolProcess.Start(arguments))
        {
            killed.ReadErrorUntil("epoch 2/3");
            killed.Kill();
        }

        Assert.False(File.Exists(Project["killed.onnx"]));
        var resumed = ToolProcess.Run(arguments);

        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.DoesNotContain("epoch 1/3", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(trained.Model), File.ReadAllBytes(Project["killed.onnx"]));
    }

    [Fact]
    public void A_model_is_sparsified_pruned_and_distilled_verb_by_verb()
    {
        var sparse = ToolProcess.Run(Stage("sparsify", trained.Model, "sparse.onnx", "--epochs", "1", "--batch-size", "4", "--rate", "0.01", "--schedule", "constant", "--json"));
        Assert.True(sparse.ExitCode == 0, sparse.Error);
        var pruned = ToolProcess.Run("prune", Project["sparse.onnx"], "--parameters", "-30%", "-o", Project["pruned.onnx"]);
        Assert.True(pruned.ExitCode == 0, pruned.Error);
        var distilled = ToolProcess.Run(Stage(
            "distill", Project["pruned.onnx"], "distilled.onnx", "--teacher", trained.Model, "--epochs", "1", "--batch-size", "4", "--boxes", "0.1", "--attention-region", "objects", "--json"));
        Assert.True(distilled.ExitCode == 0, distilled.Error);

        using var document = JsonDocument.Parse(distilled.Output);
        using var first = JsonDocument.Parse(sparse.Output);
        var (before, after) = (document.RootElement.GetProperty("before"), document.RootElement.GetProperty("after"));
        Assert.Equal(before.GetProperty("parameters").GetInt64(), after.GetProperty("parameters").GetInt64());
        Assert.True(after.GetProperty("parameters").GetInt64() <= 0.7 * first.RootElement.GetProperty("after").GetProperty("parameters").GetInt64());
        Assert.InRange(before.GetProperty("metric").GetDouble(), 0, 1);
        Assert.Contains("attention", File.ReadAllText(Directory.EnumerateFiles(Project["cache/logs"], "*.log").MaxBy(File.GetLastWriteTimeUtc)!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MOPT1007", "--epochs: 0 is out of range", "--epochs", "0")]
    [InlineData("MOPT0013", "--data", "--data")]
    [InlineData("MOPT1011", "there", "--classes", "other", "things")]
    public void What_is_wrong_is_said_by_the_name_of_its_option(string code, string says, params string[] options)
    {
        var result = ToolProcess.Run(["train", trained.Model, "-o", Project["wrong.onnx"], .. options.Contains("--data") ? Array.Empty<string>() : ["--data", Project.Data], "--cache", Project["cache"], .. options.Where(option => option != "--data")]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(code, result.Error, StringComparison.Ordinal);
        Assert.True(code == "MOPT1011" || result.Error.Contains(says, StringComparison.Ordinal), result.Error);
        Assert.False(File.Exists(Project["wrong.onnx"]));
    }

    [Fact]
    public void Options_come_from_a_manifests_section()
    {
        var result = ToolProcess.Run(
            "train", "zoo:yolov4-tiny", "--set", "inputSize=64", "--set", "width=0.125", "--from", Project.Manifest, "--cache", Project["cache"], "--threads", "1", "-o", Project["from.onnx"]);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(File.ReadAllBytes(trained.Model), File.ReadAllBytes(Project["from.onnx"]));
    }

    private static IEnumerable<string> Train(TinyProject project, string output, params string[] more) =>
    [
        "train", "zoo:yolov4-tiny", "--set", "inputSize=64", "--set", "width=0.125", "--classes", "square", "bar", "--data", project.Data,
        "--epochs", "3", "--batch-size", "4", "--with", "warmupEpochs=1", "--seed", "3", "--device", "cpu", "--precision", "fp32", "--threads", "1", "-o", output,
        .. more.Contains("--cache") ? Array.Empty<string>() : ["--cache", project["cache"]], .. more,
    ];

    private IEnumerable<string> Stage(string verb, string model, string output, params string[] more) =>
        [verb, model, "--data", Project.Data, "--cache", Project["cache"], "--device", "cpu", "--precision", "fp32", "--threads", "1", "-o", Project[output], .. more];
}

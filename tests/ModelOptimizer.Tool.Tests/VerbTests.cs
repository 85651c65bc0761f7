using System.Text.Json;

namespace ModelOptimizer.Tool.Tests;

/// <summary>Verbs that need no training, and how each fails.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Inspect_prints_exactly_one_document()
    {
        var result = ToolProcess.Run("inspect", "zoo:yolov4-tiny", "--set", "inputSize=64", "--set", "width=0.125", "--json");

        using var document = JsonDocument.Parse(result.Output);
        var layers = document.RootElement.GetProperty("layers").EnumerateArray().ToArray();
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(["schemaVersion", "parameters", "macs", "bytes", "activationPeakBytes", "layers"], document.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(1, document.RootElement.GetProperty("schemaVersion").GetInt32());
        Assert.Equal(layers.Sum(layer => layer.GetProperty("parameters").GetInt64()), document.RootElement.GetProperty("parameters").GetInt64());
        Assert.Equal(layers.Sum(layer => layer.GetProperty("macs").GetInt64()), document.RootElement.GetProperty("macs").GetInt64());
        Assert.Equal(layers.Max(layer => layer.GetProperty("liveBytes").GetInt64()), document.RootElement.GetProperty("activationPeakBytes").GetInt64());

        // The file holds the constants, the structure, and the description of the detector.
        Assert.InRange(document.RootElement.GetProperty("bytes").GetInt64() - layers.Sum(layer => layer.GetProperty("bytes").GetInt64()), 1, 50_000);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_a_coded_error()
    {
        var result = ToolProcess.Run("new", "/proc/nowhere/detector.modelopt.json");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("error MOPT1001: /proc/nowhere/detector.modelopt.json cannot be written: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Zoo_lists_all_architectures_with_their_cost()
    {
        var result = ToolProcess.Run("zoo", "--json");

        using var document = JsonDocument.Parse(result.Output);
        var models = document.RootElement.GetProperty("models").EnumerateArray().ToDictionary(model => model.GetProperty("name").GetString()!);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(Graph.Zoo.ModelZoo.Names, models.Keys);
        Assert.Equal(25_557_032, models["resnet50"].GetProperty("parameters").GetInt64()); // as torchvision states
        Assert.Equal("[\"N\",3,224,224]", models["resnet50"].GetProperty("input").GetRawText());
        Assert.Contains("25,557,032", ToolProcess.Run("zoo").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_shows_what_changed_and_nothing_else()
    {
        var result = ToolProcess.Run("diff", "zoo:resnet20", "zoo:resnet32", "--json");

        using var document = JsonDocument.Parse(result.Output);
        var layers = document.RootElement.GetProperty("layers").EnumerateArray().ToArray();
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.All(layers, layer => Assert.Equal("added", layer.GetProperty("change").GetString()));
        Assert.Equal(3 * 2 * 7, layers.Length); // two more blocks of 7 nodes in each of three stages
        Assert.Equal(269_722, document.RootElement.GetProperty("before").GetProperty("parameters").GetInt64());
        Assert.Equal(464_154, document.RootElement.GetProperty("after").GetProperty("parameters").GetInt64()); // by hand as for resnet56

        var shown = ToolProcess.Run("diff", "zoo:resnet20", "zoo:resnet20", "--set", "classes=3");
        Assert.Contains("0 of ", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_shows_layers_and_totals_to_people()
    {
        var result = ToolProcess.Run("inspect", "zoo:resnet20");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("parameters", result.Output, StringComparison.Ordinal);
        Assert.Contains("\ntotal ", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "MOPT1011", "did you mean 'yolov4-tiny'?", "inspect", "zoo:yolov4-tny")]
    [InlineData(2, "MOPT1011", "inputSize", "inspect", "zoo:yolov4-tiny", "--set", "inputsize=64")]
    [InlineData(2, "MOPT0013", "name=value", "inspect", "zoo:yolov4-tiny", "--set", "inputSize")]
    [InlineData(2, "MOPT0013", "zoo:NAME", "inspect", "x.onnx", "--set", "inputSize=64")]
    [InlineData(2, "MOPT1011", "missing.onnx", "inspect", "missing.onnx")]
    [InlineData(2, "MOPT1001", "missing.modelopt.json", "compress", "missing.modelopt.json")]
    [InlineData(2, "MOPT1001", "missing.modelopt.json", "check", "missing.modelopt.json")]
    [InlineData(2, "MOPT1010", "nowhere", "evaluate", "zoo:yolov4-tiny", "--data", "nowhere")]
    [InlineData(2, "MOPT1010", "nowhere", "evaluate", "zoo:resnet20", "--data", "nowhere")]
    [InlineData(2, "MOPT0013", "belong to classifiers", "evaluate", "zoo:yolov4-tiny", "--data", "nowhere", "--mean", "0", "0", "0")]
    [InlineData(2, "MOPT1011", "missing.onnx", "bench", "missing.onnx", "zoo:resnet20")]
    [InlineData(2, "MOPT0013", "at least 1", "bench", "zoo:resnet20", "zoo:resnet20", "--runs", "0")]
    [InlineData(2, "MOPT0013", "frobnicate", "frobnicate")]
    [InlineData(2, "MOPT0013", "tpu", "compress", "a.modelopt.json", "--device", "tpu")]
    public void Says_what_is_wrong_in_one_line_with_a_code(int exitCode, string code, string says, params string[] arguments)
    {
        var result = ToolProcess.Run(arguments);

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.Contains($"error {code}: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Stack_traces_come_when_asked_for() =>
        Assert.Contains("   at ", ToolProcess.Run("inspect", "missing.onnx", "--verbosity", "diag").Error, StringComparison.Ordinal);

    [Fact]
    public void Every_cause_in_a_manifest_is_a_line_of_its_own()
    {
        var manifest = folder.Write("bad.modelopt.json", "{\n  \"modell\": {},\n  \"task\": 7\n}");

        var plain = ToolProcess.Run("compress", manifest);
        var protocol = ToolProcess.Run("compress", manifest, "--protocol", "json");

        Assert.Equal((2, 2), (plain.ExitCode, protocol.ExitCode));
        Assert.Contains($"{manifest}(2,3): error MOPT1003: 'modell' is not known here; did you mean 'model'?", plain.Error, StringComparison.Ordinal);
        Assert.Equal(["MOPT1005", "MOPT1005", "MOPT1005", "MOPT1003", "MOPT1006"], protocol.Lines.Select(line => line.GetProperty("code").GetString()));
        Assert.Equal((manifest, 3, 11), (protocol.Lines[4].GetProperty("file").GetString(), protocol.Lines[4].GetProperty("line").GetInt32(), protocol.Lines[4].GetProperty("column").GetInt32()));
    }

    [Fact]
    public void New_writes_a_valid_manifest_once()
    {
        var path = folder["app/detector.modelopt.json"];

        Assert.Equal((0, path + "\n"), (ToolProcess.Run("new", path) is var made ? made.ExitCode : 0, made.Output));
        Assert.Equal("detector", Pipeline.Manifest.ManifestFile.Read(path).Name);
        File.WriteAllText(path, "mine");
        Assert.Equal(2, ToolProcess.Run("new", path).ExitCode);
        Assert.Equal("mine", File.ReadAllText(path));
        Assert.Equal(0, ToolProcess.Run("new", path, "--force").ExitCode);
        Assert.NotEqual("mine", File.ReadAllText(path));
    }

    [Fact]
    public void Check_shows_what_would_run_without_running_it()
    {
        using var project = new TinyProject();

        var result = ToolProcess.Run("check", project.Manifest, "--cache", project["cache"], "--json");

        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal(12, document.RootElement.GetProperty("images").GetProperty("train").GetInt32());
        Assert.Equal(
            ["source", "train", "sparsify", "prune", "distill", "finish"],
            document.RootElement.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("name").GetString()));
        Assert.All(document.RootElement.GetProperty("stages").EnumerateArray(), stage => Assert.False(stage.GetProperty("cached").GetBoolean()));
        Assert.False(Directory.Exists(project["cache/stages"]));
    }

    [Fact]
    public void Check_finds_what_is_wrong_with_the_data()
    {
        using var project = new TinyProject();
        File.WriteAllText(Path.Combine(project.Data, "Annotations", "val1.xml"), "<annotation><object><name>pentagon</name></object></annotation>");

        var result = ToolProcess.Run("check", project.Manifest, "--cache", project["cache"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("val1.xml(1,1): error MOPT1010:", result.Error, StringComparison.Ordinal);
        Assert.Contains("pentagon", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_warns_of_annotations_that_are_left_out()
    {
        using var project = new TinyProject();
        File.WriteAllText(
            Path.Combine(project.Data, "Annotations", "val1.xml"),
            "<annotation>\n<object><name>bar</name>\n<bndbox><xmin>5</xmin><ymin>5</ymin><xmax>5</xmax><ymax>9</ymax></bndbox></object></annotation>");

        var result = ToolProcess.Run("check", project.Manifest, "--cache", project["cache"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("val1.xml(3,1): warning MOPT1014: the box", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_may_come_from_anywhere_when_the_caller_says_so()
    {
        using var project = new TinyProject();
        var elsewhere = Path.Combine(folder.Path, "elsewhere");
        Directory.Move(project.Data, elsewhere);

        Assert.Equal(2, ToolProcess.Run("check", project.Manifest, "--cache", project["cache"]).ExitCode);
        Assert.Equal(0, ToolProcess.Run("check", project.Manifest, "--cache", project["cache"], "--data-root", elsewhere).ExitCode);
    }

    [Fact]
    public void A_damaged_model_is_one_error()
    {
        var path = folder.Write("broken.onnx", "not a model");

        var result = ToolProcess.Run("inspect", path, "--json");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains($"error MOPT1011: {path}", result.Error, StringComparison.Ordinal);
    }
}

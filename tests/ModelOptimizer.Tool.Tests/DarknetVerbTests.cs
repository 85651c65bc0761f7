using System.Text.Json;

namespace ModelOptimizer.Tool.Tests;

/// <summary>Networks of Darknet on the command line.</summary>
public sealed class DarknetVerbTests : IDisposable
{
    private const string Network = """
        [net]
        width=64
        height=64
        [convolutional]
        batch_normalize=1
        filters=4
        size=3
        stride=8
        pad=1
        activation=mish
        [convolutional]
        filters=7
        activation=linear
        [yolo]
        mask=0
        anchors=10,14
        classes=2
        num=1
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Import_and_export_lead_there_and_back()
    {
        var cfg = folder.Write("net.cfg", Network);
        var names = folder.Write("net.names", "square\nbar\n");

        // 3 x 3 x 3 x 4 + 2 x 4 (normalization) + 4 x 7 + 7 parameters.
        Assert.Equal((0, 151), Parameters("import", cfg, "--names", names, "-o", folder["net.onnx"], "--json"));
        Assert.Equal(0, ToolProcess.Run("export", folder["net.onnx"], "--darknet", folder["again.cfg"]).ExitCode);

        // A header of 20 bytes; running means and variances count as weights there.
        Assert.Equal(20 + (4 * (151 + 8)), new FileInfo(folder["again.weights"]).Length);
        Assert.Equal((0, 151), Parameters("inspect", folder["again.cfg"], "--json"));
        Assert.Equal((0, 151), Parameters("import", folder["again.cfg"], "--names", names, "-o", folder["again.onnx"], "--json"));
    }

    [Fact]
    public void A_mistake_is_told_with_file_and_line()
    {
        var cfg = folder.Write("net.cfg", Network.Replace("filters=4", "filers=4", StringComparison.Ordinal));

        var result = ToolProcess.Run("import", cfg, "-o", folder["net.onnx"]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"{cfg}(6,1): error MOPT1011: [convolutional] has no key \"filers\"; did you mean 'filters'?", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["net.onnx"]));
    }

    [Fact]
    public void Missing_names_are_one_error()
    {
        var result = ToolProcess.Run("import", folder.Write("net.cfg", Network), "--names", folder["nowhere.names"], "-o", folder["net.onnx"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("error MOPT1001: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("nowhere.names", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_may_start_from_a_network_of_darknet()
    {
        using var project = new TinyProject();
        File.WriteAllText(project["net.cfg"], Network);
        var manifest = project.WriteManifest("detector");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("""{ "zoo": "yolov4-tiny", "options": { "inputSize": 64, "width": 0.125 } }""", """{ "darknet": { "cfg": "net.cfg" } }""", StringComparison.Ordinal));

        var before = Key(manifest, project["cache"]);
        File.WriteAllText(project["net.cfg"], Network.Replace("filters=4", "filters=5", StringComparison.Ordinal));

        Assert.NotEqual(before, Key(manifest, project["cache"]));
        File.Delete(project["net.cfg"]);
        var result = ToolProcess.Run("check", manifest, "--cache", project["cache"]);
        Assert.Contains("net.cfg does not exist", result.Error, StringComparison.Ordinal);
    }

    private static string Key(string manifest, string cache)
    {
        var result = ToolProcess.Run("check", manifest, "--cache", cache, "--json");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.GetProperty("key").GetString()!;
    }

    private static (int ExitCode, long Parameters) Parameters(params string[] arguments)
    {
        var result = ToolProcess.Run(arguments);
        Assert.Equal("", result.Error);
        using var document = JsonDocument.Parse(result.Output);
        return (result.ExitCode, document.RootElement.GetProperty("parameters").GetInt64());
    }
}

using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using ModelOptimizer.Training.Runtime;

namespace ModelOptimizer.Tool.Tests;

/// <summary>The verbs that look at this machine, and that bring what it lacks.</summary>
public sealed class MachineTests : IDisposable
{
    private static readonly string Platform = RuntimeInformation.RuntimeIdentifier;
    private static readonly string Package = $"libtorch-cpu-{Platform}";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Store => folder["data/modelopt/runtimes"];

    [Fact]
    public void Doctor_finds_what_is_there()
    {
        var result = ToolProcess.Run("doctor", "--cache", folder["cache"], "--json");

        using var document = JsonDocument.Parse(result.Output);
        var findings = Findings(document);
        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Equal((1, true), (document.RootElement.GetProperty("schemaVersion").GetInt32(), document.RootElement.GetProperty("healthy").GetBoolean()));
        Assert.Equal(["torch", "libtorch", "cuda", "bfloat16", "onnxRuntime", "jpeg", "png", "threads", "memory", "disk", "cache"], findings.Keys);
        Assert.All(findings.Values, finding => Assert.Contains(finding.GetProperty("verdict").GetString(), (string[])["good", "warning"]));
        Assert.All(findings.Values.Where(finding => finding.GetProperty("verdict").GetString() == "warning"), finding => Assert.NotNull(finding.GetProperty("advice").GetString()));
        Assert.Contains(folder["cache"], findings["cache"].GetProperty("value").GetString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["cache"]));
    }

    [Fact]
    public void Doctor_says_what_to_do_about_a_cache_that_cannot_be_written()
    {
        var result = ToolProcess.Run("doctor", "--cache", folder.Write("file", ""));

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("MISSING cache", result.Output, StringComparison.Ordinal);
        Assert.Contains("MODELOPT_CACHE", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_names_missing_libraries_without_failing_itself()
    {
        var bare = Directory.CreateDirectory(folder["bare"]).FullName;
        foreach (var file in Directory.EnumerateFiles(ToolProcess.Folder).Where(file => Path.GetExtension(file) is ".dll" or ".json"))
        {
            File.Copy(file, Path.Combine(bare, Path.GetFileName(file)));
        }

        using var tool = ToolProcess.StartFrom(bare, "doctor", "--cache", folder["cache"], "--json");
        var result = tool.End();

        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal((4, ""), (result.ExitCode, result.Error));
        Assert.Equal("missing", Findings(document)["onnxRuntime"].GetProperty("verdict").GetString());
        Assert.NotNull(Findings(document)["onnxRuntime"].GetProperty("advice").GetString());
    }

    [Fact]
    public void The_systems_libtorch_needs_no_installation()
    {
        Assert.SkipUnless(TorchRuntime.IsSystem, "This build uses libtorch from NuGet.");

        var (listed, installed) = (Run("runtime", "list"), Run("runtime", "install", "cpu", "--json"));

        using var document = JsonDocument.Parse(installed.Output);
        Assert.Equal((0, 0), (listed.ExitCode, installed.ExitCode));
        Assert.StartsWith("used     system", listed.Output, StringComparison.Ordinal);
        Assert.False(document.RootElement.GetProperty("installed").GetBoolean());
        Assert.Contains("nothing needs installing", document.RootElement.GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Store));
    }

    [Fact]
    public void Cuda_is_refused_with_what_to_do_instead()
    {
        var result = Run("runtime", "install", "cuda");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("error MOPT0020", result.Error, StringComparison.Ordinal);
        Assert.Contains("MODELOPT_LIBTORCH", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Store));
    }

    [Fact]
    public void Libtorch_comes_from_the_users_feed_into_the_store()
    {
        WritePackage("first");
        var target = Path.Combine(Store, $"libtorch-{TorchRuntime.PackageVersion}-cpu-{Platform}");

        var result = Run("runtime", "install", "cpu", "--force", "--source", folder["feed"], "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal(target, document.RootElement.GetProperty("folder").GetString());
        Assert.Equal("first", File.ReadAllText(Path.Combine(target, LibTorch.FileOf("torch_cpu"))));
        Assert.Equal([".lock", Path.GetFileName(target)], Directory.GetFileSystemEntries(Store).Select(Path.GetFileName).Order());

        using var listed = JsonDocument.Parse(Run("runtime", "list", "--json").Output);
        Assert.Contains(listed.RootElement.GetProperty("runtimes").EnumerateArray(), place => place.GetProperty("folder").GetString() == target && place.GetProperty("present").GetBoolean());
    }

    [Fact]
    public void A_feed_without_it_is_a_coded_error_and_leaves_nothing()
    {
        Directory.CreateDirectory(folder["feed"]);

        var result = Run("runtime", "install", "cpu", "--force", "--source", folder["feed"]);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("error MOPT0020", result.Error, StringComparison.Ordinal);
        Assert.Contains($"{Package} {TorchRuntime.PackageVersion}", result.Error, StringComparison.Ordinal);
        Assert.Contains("--source", result.Error, StringComparison.Ordinal);
        Assert.Equal([".lock"], Directory.GetFileSystemEntries(Store).Select(Path.GetFileName));
    }

    [Fact]
    public void A_store_that_cannot_be_written_is_a_coded_error()
    {
        folder.Write("data/modelopt", "a file where the folder belongs");

        var result = Run("runtime", "install", "cpu", "--force", "--source", folder["feed"]);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("MODELOPT_DATA", result.Error, StringComparison.Ordinal);
    }

    private ToolResult Run(params string[] arguments)
    {
        using var tool = ToolProcess.StartWith(new Dictionary<string, string?> { ["MODELOPT_DATA"] = folder["data"], ["MODELOPT_LIBTORCH"] = null }, arguments);
        return tool.End();
    }

    private static Dictionary<string, JsonElement> Findings(JsonDocument document) =>
        document.RootElement.GetProperty("findings").EnumerateArray().ToDictionary(finding => finding.GetProperty("name").GetString()!);

    // A package like libtorch's, but small.
    private void WritePackage(string content)
    {
        Directory.CreateDirectory(folder["feed"]);
        using var package = ZipFile.Open(folder[$"feed/{Package}.{TorchRuntime.PackageVersion}.nupkg"], ZipArchiveMode.Create);
        Write($"{Package}.nuspec", $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>{Package}</id><version>{TorchRuntime.PackageVersion}</version><authors>test</authors><description>test</description></metadata>
            </package>
            """);
        Write($"runtimes/{Platform}/native/{LibTorch.FileOf("torch_cpu")}", content);

        void Write(string name, string text)
        {
            using var entry = new StreamWriter(package.CreateEntry(name).Open());
            entry.Write(text);
        }
    }
}

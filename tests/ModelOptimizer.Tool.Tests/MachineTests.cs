using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ModelOptimizer.Training.Runtime;

namespace ModelOptimizer.Tool.Tests;

/// <summary>The verbs that look at this machine, and that bring what it lacks.</summary>
public sealed class MachineTests : IDisposable
{
    private static readonly string Platform = RuntimeInformation.RuntimeIdentifier;
    private static readonly string Package = $"libtorch-cpu-{Platform}";
    private static readonly string CudaPackage = $"libtorch-{TorchRuntime.CudaBuild}-{Platform}";

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
    public void Cuda_is_refused_where_it_would_not_be_used()
    {
        Assert.SkipUnless(TorchRuntime.IsSystem, "This build uses libtorch from NuGet.");

        var result = Run("runtime", "install", "cuda");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("error MOPT0020", result.Error, StringComparison.Ordinal);
        Assert.Contains("TorchBinding=Package", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Store));
    }

    [Fact]
    public void Cuda_comes_in_parts_and_is_joined()
    {
        WriteCuda(whole: "torch for GPUs");
        var target = Path.Combine(Store, $"libtorch-{TorchRuntime.PackageVersion}-{TorchRuntime.CudaBuild}-{Platform}");

        var result = InstallCuda();

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal([LibTorch.FileOf("torch_cpu"), LibTorch.FileOf("torch_cuda")], Directory.GetFiles(target).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("torch for GPUs", File.ReadAllText(Path.Combine(target, LibTorch.FileOf("torch_cuda"))));
        Assert.Equal([".lock", Path.GetFileName(target)], Directory.GetFileSystemEntries(Store).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("torch for others", 0, "not what its hash says")]
    [InlineData("torch for GPUs", 1, "fragment 1 of")]
    [InlineData("torch for GPUs", 2, "not what its hash says")]
    [InlineData("torch for GPUs", -1, "the beginning of")]
    public void Cuda_in_parts_that_do_not_fit_is_a_coded_error_and_leaves_nothing(string hashed, int missing, string said)
    {
        WriteCuda("torch for GPUs", hashed, missing);

        var result = InstallCuda();

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("error MOPT0020", result.Error, StringComparison.Ordinal);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        Assert.Equal([".lock"], Directory.GetFileSystemEntries(Store).Select(Path.GetFileName));
    }

    [Fact]
    public void Two_packages_with_the_same_library_are_a_coded_error()
    {
        var library = LibTorch.FileOf("torch_cuda");
        string[] parts = [$"{CudaPackage}-part1", $"{CudaPackage}-part2"];
        Array.ForEach(parts, part => WritePackage(part, [], ($"runtimes/{Platform}/native/{library}", part)));
        WritePackage(CudaPackage, parts);

        var result = InstallCuda();

        Assert.Equal(4, result.ExitCode);
        Assert.Contains($"two packages bring {library}", result.Error, StringComparison.Ordinal);
        Assert.Equal([".lock"], Directory.GetFileSystemEntries(Store).Select(Path.GetFileName));
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

    private ToolResult InstallCuda() => Run("runtime", "install", "cuda", "--force", "--source", folder["feed"]);

    // Packages like libtorch's, but small.
    private void WritePackage(string content) => WritePackage(Package, [], ($"runtimes/{Platform}/native/{LibTorch.FileOf("torch_cpu")}", content));

    // The library for GPUs in three pieces, of which one may be missing: 0 none, -1 the first.
    private void WriteCuda(string whole, string? hashed = null, int missing = 0)
    {
        var library = LibTorch.FileOf("torch_cuda");
        List<string> parts = [$"{CudaPackage}-part1"];
        WritePackage(parts[0], [], ($"runtimes/{Platform}/native/{LibTorch.FileOf("torch_cpu")}", "torch"));
        if (missing != -1)
        {
            parts.Add($"{CudaPackage}-part2-primary");
            WritePackage(parts[^1], [], ($"runtimes/{Platform}/native/{library}", whole[..5]), ($"runtimes/{Platform}/native/{library}.sha", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashed ?? whole)))));
        }

        foreach (var (number, content) in new[] { (1, whole[5..8]), (2, whole[8..]) }.Where(part => part.Item1 != missing))
        {
            parts.Add($"{CudaPackage}-part2-fragment{number}");
            WritePackage(parts[^1], [], ($"fragments/{Platform}/native/{library}.fragment{number}", content));
        }

        WritePackage(CudaPackage, parts);
    }

    private void WritePackage(string id, IEnumerable<string> dependencies, params IEnumerable<(string Name, string Text)> files)
    {
        Directory.CreateDirectory(folder["feed"]);
        using var package = ZipFile.Open(folder[$"feed/{id}.{TorchRuntime.PackageVersion}.nupkg"], ZipArchiveMode.Create);
        Write($"{id}.nuspec", $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>{id}</id><version>{TorchRuntime.PackageVersion}</version><authors>test</authors><description>test</description>
                <dependencies>{string.Concat(dependencies.Select(dependency => $"""<dependency id="{dependency}" version="{TorchRuntime.PackageVersion}" />"""))}</dependencies>
              </metadata>
            </package>
            """);
        foreach (var (name, text) in files)
        {
            Write(name, text);
        }

        void Write(string name, string text)
        {
            using var entry = new StreamWriter(package.CreateEntry(name).Open());
            entry.Write(text);
        }
    }
}

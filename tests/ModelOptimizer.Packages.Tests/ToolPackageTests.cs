using System.IO.Compression;
using System.Text.Json;
using ModelOptimizer.Packages.Tests.Consuming;
using ModelOptimizer.Tool.Tests;

namespace ModelOptimizer.Packages.Tests;

[Collection(nameof(PackedTool))]
public sealed class ToolPackageTests(PackedTool tool) : IDisposable
{
    private const char Escape = '\e';

    private readonly TinyProject _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public async Task A_local_manifest_runs_the_tool_and_json_is_one_document_and_nothing_else()
    {
        Assert.True(File.Exists(tool.In("app/dotnet-tools.json")) || File.Exists(tool.In("app/.config/dotnet-tools.json")));
        var result = (await tool.Modelopt("zoo", "--json")).MustSucceed();
        using var document = JsonDocument.Parse(result.Answer);
        Assert.Equal(1, document.RootElement.GetProperty("schemaVersion").GetInt32());
        Assert.Equal("", result.Error);
    }

    [Theory]
    [InlineData("inspect", "zoo:resnet20")]
    [InlineData("diff", "zoo:resnet20", "zoo:resnet32")]
    [InlineData("check", "MANIFEST", "--cache", "CACHE")]
    [InlineData("groups", "zoo:resnet20")]
    public async Task Json_has_a_version_in_every_verb(params string[] arguments)
    {
        var result = (await tool.Modelopt([.. arguments.Select(Filled), "--json"])).MustSucceed();
        using var document = JsonDocument.Parse(result.Answer);
        Assert.Equal(1, document.RootElement.GetProperty("schemaVersion").GetInt32());
    }

    [Fact]
    public async Task Tool_exec_runs_it_without_installing_and_passes_its_exit_code_on()
    {
        var result = await tool.Run("elsewhere", "tool", "exec", "--yes", "ModelOptimizer.Tool", "--", "zoo", "--json");
        using var document = JsonDocument.Parse(result.MustSucceed().Answer);
        Assert.Equal(1, document.RootElement.GetProperty("schemaVersion").GetInt32());
        Assert.Equal(2, (await tool.Run("elsewhere", "tool", "exec", "--yes", "ModelOptimizer.Tool", "--", "check", "missing.modelopt.json")).ExitCode);
    }

    [Theory]
    [InlineData(0, "check", "MANIFEST", "--cache", "CACHE")]
    [InlineData(2, "frobnicate")]
    [InlineData(2, "check", "missing.modelopt.json")]
    [InlineData(4, "compress", "MANIFEST", "--cache", "/proc/nowhere")]
    [InlineData(5, "compress", "MANIFEST", "--mode", "cache-only", "--cache", "CACHE")]
    public async Task Exit_codes_tell_what_went_wrong(int exitCode, params string[] arguments) =>
        Assert.Equal(exitCode, (await tool.Modelopt(arguments.Select(Filled))).ExitCode);

    [Fact]
    public async Task Redirected_output_has_no_escape_sequences()
    {
        Assert.DoesNotContain(Escape, (await tool.Modelopt("inspect", "zoo:resnet20")).MustSucceed().Output);
        Assert.DoesNotContain(Escape, (await tool.Modelopt("check", "missing.modelopt.json")).MustFail().Output);
    }

    [Fact]
    public async Task A_terminal_gets_colours_unless_NO_COLOR_is_set()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a terminal to pretend");
        const string coloured = @"\e\[[0-9;]*(3[0-7]|9[0-7])m|\e\[[0-9;]*38;";
        var (plain, without) = (await tool.InTerminal("check missing.modelopt.json"), await tool.InTerminal("check missing.modelopt.json", ("NO_COLOR", "1")));
        Assert.Matches(coloured, plain.Answer);
        Assert.Contains("MOPT1001", without.Answer);
        Assert.DoesNotMatch(coloured, without.Answer);
    }

    [Fact]
    public void The_packages_are_far_from_what_feeds_refuse()
    {
        Assert.All((string[])[tool.PlatformToolPackage, tool.BuildPackage], package => Assert.InRange(new FileInfo(package).Length, 1, 240_000_000 - 1));
        Assert.InRange(new FileInfo(tool.AnyToolPackage).Length, 1, 5_000_000);
        Assert.InRange(new FileInfo(tool.ToolPackage).Length, 1, 10_000);
    }

    [Fact]
    public void The_packages_hold_no_library_that_the_machine_happened_to_have()
    {
        foreach (var file in (string[])[tool.PlatformToolPackage, tool.AnyToolPackage, tool.BuildPackage])
        {
            using var package = ZipFile.OpenRead(file);
            Assert.DoesNotContain(package.Entries, entry => Is(entry, "libtorch", "libc10", "libturbojpeg", "libpng", "libgomp"));
            Assert.Contains(package.Entries, entry => entry.Name == "modelopt.dll");
        }
    }

    [Fact]
    public void The_tool_has_native_libraries_in_the_package_of_one_platform_and_managed_code_in_the_one_of_any()
    {
        Assert.Contains("libonnxruntime.so", FilesOf(tool.PlatformToolPackage, "tools/net10.0/linux-x64/"));
        Assert.All(FilesOf(tool.AnyToolPackage, "tools/net10.0/any/"), name => Assert.Matches(@"^[\w.]+\.(dll|pdb|json|xml)$", name));
    }

    [Fact]
    public async Task The_tool_of_any_platform_inspects_and_says_what_it_lacks()
    {
        ZipFile.ExtractToDirectory(tool.AnyToolPackage, tool.In("any"));
        var program = tool.In("any/tools/net10.0/any/modelopt.dll");

        (await tool.Run("elsewhere", program, "inspect", "zoo:resnet20")).MustSucceed();
        var bench = await tool.Run("elsewhere", program, "bench", "zoo:resnet20", "zoo:resnet20", "--runs", "1");

        Assert.Equal(4, bench.ExitCode);
        Assert.Equal(
            "error MOPT0011: ONNX Runtime cannot be loaded: its native library is not beside the tool. The tool's package for any platform has managed code only; on linux-x64 install the one that the SDK picks.",
            bench.Error.Trim());
    }

    [Fact]
    public async Task The_installed_tool_finds_its_native_libraries() => (await tool.Modelopt("bench", "zoo:resnet20", "zoo:resnet20", "--runs", "1")).MustSucceed();

    [Fact]
    public void The_build_package_has_the_engine_for_this_platform_and_for_any_other_what_is_managed()
    {
        Assert.All(FilesOf(tool.BuildPackage, "tools/net10.0/any/"), name => Assert.Matches(@"^[\w.]+\.(dll|json)$", name));
        Assert.Superset(new HashSet<string> { "modelopt.dll", "libonnxruntime.so" }, FilesOf(tool.BuildPackage, "tools/net10.0/linux-x64/").ToHashSet());
        Assert.DoesNotContain("modelopt", FilesOf(tool.BuildPackage, "tools/net10.0/linux-x64/"));
    }

    private static List<string> FilesOf(string file, string folder)
    {
        using var package = ZipFile.OpenRead(file);
        var files = package.Entries.Where(entry => entry.FullName.StartsWith(folder, StringComparison.Ordinal)).Select(entry => entry.FullName[folder.Length..]).ToList();
        Assert.Contains("modelopt.dll", files);
        return files;
    }

    private static bool Is(ZipArchiveEntry entry, params string[] libraries) =>
        libraries.Any(library => entry.Name.StartsWith(library, StringComparison.OrdinalIgnoreCase));

    private string Filled(string argument) => argument switch
    {
        "MANIFEST" => _tiny.Manifest,
        "CACHE" => _tiny["cache"],
        _ => argument,
    };
}

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
        Assert.All((string[])[tool.ToolPackage, tool.BuildPackage], package => Assert.InRange(new FileInfo(package).Length, 1, 240_000_000 - 1));
    }

    [Fact]
    public void The_packages_hold_no_library_that_the_machine_happened_to_have()
    {
        foreach (var file in (string[])[tool.ToolPackage, tool.BuildPackage])
        {
            using var package = ZipFile.OpenRead(file);
            Assert.DoesNotContain(package.Entries, entry => Is(entry, "libtorch", "libc10", "libturbojpeg", "libpng", "libgomp"));
            Assert.Contains(package.Entries, entry => entry.Name == "modelopt.dll");
        }
    }

    [Fact]
    public async Task The_installed_tool_finds_its_native_libraries() => (await tool.Modelopt("bench", "zoo:resnet20", "zoo:resnet20", "--runs", "1")).MustSucceed();

    [Fact]
    public void The_build_package_has_the_engine_for_this_platform_and_for_any_other_what_is_managed()
    {
        using var package = ZipFile.OpenRead(tool.BuildPackage);
        var engines = package.Entries.Where(entry => entry.FullName.StartsWith("tools/net10.0/", StringComparison.Ordinal)).Select(entry => entry.FullName["tools/net10.0/".Length..]).ToList();
        var platform = Assert.Single(engines.Select(name => name.Split('/')[0]).Distinct(), name => name != "any");
        Assert.Contains("any/modelopt.dll", engines);
        Assert.Contains($"{platform}/modelopt.dll", engines);
        Assert.DoesNotContain(engines, name => name.StartsWith("any/", StringComparison.Ordinal) && (name.Count(character => character == '/') > 1 || name.EndsWith(".so", StringComparison.Ordinal)));
        Assert.All(
            engines.Where(name => name.Contains("/runtimes/", StringComparison.Ordinal)),
            name => Assert.Equal($"{platform}/runtimes/{platform}/native", Path.GetDirectoryName(name)!.Replace('\\', '/')));
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

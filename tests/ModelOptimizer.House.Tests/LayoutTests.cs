namespace ModelOptimizer.House.Tests;

/// <summary>Where things live and what they may be called.</summary>
public sealed class LayoutTests
{
    private static readonly string[] CodeRoles = ["Helpers", "Utils", "Utilities", "Common", "Managers", "Services"];

    public static TheoryData<string> SourceFolders => ["src", "tests", "samples"];

    [Theory, MemberData(nameof(SourceFolders))]
    public void Folders_are_not_named_after_code_roles(string folder) =>
        Assert.DoesNotContain(
            Directory.EnumerateDirectories(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories),
            path => CodeRoles.Contains(Path.GetFileName(path), StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void Every_room_with_tests_of_its_own_mirrors_src()
    {
        var tested = Room.All.Select(room => $"{room.Name}.Tests").Where(name => name != "ModelOptimizer.MSBuild.Tests");

        Assert.All(tested, name => Assert.True(File.Exists(Path.Combine(Repository.Root, "tests", name, $"{name}.csproj")), $"tests/{name} is missing"));
    }

    [Fact]
    public void No_code_depends_on_which_binding_is_in_use() =>
        Assert.DoesNotContain(Room.All.SelectMany(room => room.Sources), file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal)));

    [Theory, InlineData("OnnxRuntime"), InlineData("ReportCharts")]
    public void A_lock_file_names_no_download_address(string folder) =>
        Assert.DoesNotContain("://", File.ReadAllText(Path.Combine(Repository.Root, "build", folder, "package-lock.json")), StringComparison.Ordinal);
}

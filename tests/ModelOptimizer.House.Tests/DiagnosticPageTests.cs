using System.Text.RegularExpressions;

namespace ModelOptimizer.House.Tests;

/// <summary>Every code that a user can meet has its section in docs/diagnostics.md, and every section its code.</summary>
public partial class DiagnosticPageTests
{
    [Fact]
    public void Every_code_has_a_section_and_every_section_a_code()
    {
        var codes = new[] { "src/ModelOptimizer.Pipeline/Diagnostics/DiagnosticCodes.cs", "src/ModelOptimizer.MSBuild/DiagnosticCodes.cs" }
            .SelectMany(file => Code().Matches(File.ReadAllText(Path.Combine(Repository.Root, file))).Select(match => match.Groups[1].Value))
            .Distinct().Order().ToArray();
        var sections = Section().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs/diagnostics.md"))).Select(match => match.Groups[1].Value).ToArray();

        Assert.True(codes.Length > 30);
        Assert.Equal(codes, sections);
    }

    [GeneratedRegex("\"(MOPT\\d{4})\"")]
    private static partial Regex Code();

    [GeneratedRegex(@"^## (MOPT\d{4})\n\n\*\*.+?\.\*\* \S", RegexOptions.Multiline)]
    private static partial Regex Section();
}

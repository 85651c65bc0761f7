using System.Reflection;
using ModelOptimizer.Packages.Tests.Consuming;

namespace ModelOptimizer.Packages.Tests;

/// <summary>What accessors offer a project that has ONNX Runtime, and that they need it nowhere else.</summary>
public sealed class OnnxRuntimeTests(LocalFeed feed)
{
    private const string Detector = """{ "task": "detection", "model": { "options": { "inputSize": 64, "anchors": [[10, 12.5]], "scaleXY": 1.05 } }, "data": { "classes": ["robot"] } }""";

    private const string Program = """
        internal static class Program
        {
            private static void Main()
            {
                using (var detector = new Lib.ArenaModel.Detector())
                foreach (var found in detector.Detect(new byte[3], 1, 1)) System.Console.WriteLine(found);
                using (Lib.ArenaModel.CreateSession()) { }
            }
        }
        """;

    private const string Runtime = """
        <LangVersion>7.3</LangVersion><Nullable>disable</Nullable><OutputType>Exe</OutputType><UseAppHost>false</UseAppHost>
        <GenerateDocumentationFile>true</GenerateDocumentationFile><NoWarn>CS1591</NoWarn>
        </PropertyGroup><ItemGroup><PackageReference Include="Microsoft.ML.OnnxRuntime.Managed" Version="*" /></ItemGroup><PropertyGroup>
        """;

    [Theory]
    [InlineData("-p:DisableImplicitFrameworkDefines=false")]
    [InlineData("-p:DisableImplicitFrameworkDefines=true")]
    public async Task A_project_that_references_it_can_detect_in_three_lines_of_old_C_sharp(string defines)
    {
        var solution = feed.NewSolution().WithLibrary(manifest: Detector, properties: Runtime).With("Lib/Program.cs", Program);
        (await solution.Build("Lib", "-p:ModelCompressionMode=Off", defines)).MustSucceed();
        var accessor = EmbeddedModel.TypeOf(solution.In("Lib/bin/Debug/net10.0/Lib.dll"));
        Assert.Equal("ClassIndex Label Score X1 Y1 X2 Y2", string.Join(' ', accessor.GetNestedType("Detection")!.GetProperties().Select(property => property.Name)));
    }

    [Fact]
    public async Task An_editor_and_a_build_see_the_same_accessor()
    {
        var solution = feed.NewSolution().WithLibrary(manifest: Detector, properties: Runtime);
        (await solution.Run("Lib", "msbuild", "-restore", "-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true")).MustSucceed();
        var edited = await File.ReadAllTextAsync(solution.In("Lib/obj/Debug/net10.0/modelopt/Lib.ArenaModel.g.cs"), TestContext.Current.CancellationToken);
        (await solution.With("Lib/Program.cs", Program).Build("Lib", "-p:ModelCompressionMode=Off")).MustSucceed();
        Assert.Equal(edited, await File.ReadAllTextAsync(solution.In("Lib/obj/Debug/net10.0/modelopt/Lib.ArenaModel.g.cs"), TestContext.Current.CancellationToken));
        Assert.Contains("class Detector", edited);
    }

    [Fact]
    public async Task Without_it_the_accessor_states_the_same_facts_and_needs_nothing()
    {
        var solution = feed.NewSolution().WithLibrary(manifest: Detector);
        (await solution.Build("Lib", "-p:ModelCompressionMode=Off")).MustSucceed();
        var accessor = EmbeddedModel.TypeOf(solution.In("Lib/bin/Debug/net10.0/Lib.dll"));
        Assert.Null(accessor.GetNestedType("Detector"));
        Assert.Null(accessor.GetMethod("CreateSession"));
        Assert.Equal([1, 3, 64, 64], (IEnumerable<int>)accessor.GetProperty("InputShape")!.GetValue(null)!);
        Assert.Equal([(10f, 12.5f)], (IEnumerable<(float, float)>)accessor.GetProperty("Anchors")!.GetValue(null)!);
        Assert.Equal(1.05f, (float)accessor.GetField("ScaleXY")!.GetRawConstantValue()!);
    }

    [Theory]
    [InlineData("Detector", "error MOPT0005: The accessor of arena.modelopt.json cannot be called Detector")]
    [InlineData("Eye", "Detector=\"maybe\" of arena.modelopt.json must be true or false")]
    public async Task What_cannot_be_generated_is_refused(string className, string error)
    {
        var flag = className == "Eye" ? "maybe" : "true";
        var solution = feed.NewSolution().WithLibrary(
            manifest: Detector.Replace("\"task\"", $"\"output\": {{ \"className\": \"{className}\" }}, \"task\"", StringComparison.Ordinal),
            item: $"""Include="arena.modelopt.json" Detector="{flag}" """,
            properties: "<ModelCompressionOnnxRuntime>true</ModelCompressionOnnxRuntime>");
        Assert.Contains(error, (await solution.Build()).MustFail().Output);
    }

    [Fact]
    public async Task A_project_may_do_without_the_detector()
    {
        var solution = feed.NewSolution().WithLibrary(
            manifest: Detector, item: """Include="arena.modelopt.json" Detector="false" """, properties: Runtime.Replace("<OutputType>Exe</OutputType>", "", StringComparison.Ordinal));
        (await solution.Build("Lib", "-p:ModelCompressionMode=Off")).MustSucceed();
        var source = await File.ReadAllTextAsync(solution.In("Lib/obj/Debug/net10.0/modelopt/Lib.ArenaModel.g.cs"), TestContext.Current.CancellationToken);
        Assert.Contains("CreateSession", source);
        Assert.DoesNotContain("class Detector", source);
    }
}

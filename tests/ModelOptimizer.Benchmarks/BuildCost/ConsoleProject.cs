using System.Diagnostics;

namespace ModelOptimizer.Benchmarks.BuildCost;

/// <summary>A console project in a folder of its own.</summary>
internal sealed class ConsoleProject
{
    private readonly string _folder;

    /// <summary>Writes the project, restores and builds it.</summary>
    public ConsoleProject(string folder, string items, string cache)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        File.WriteAllText(Path.Combine(folder, "App.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <ModelCompressionCacheDirectory>{cache}</ModelCompressionCacheDirectory>
              </PropertyGroup>
              <ItemGroup>{items}</ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "Console.WriteLine(\"Hello\");");
        Dotnet.Run(_folder, "restore");
        Build();
    }

    /// <summary>Builds, without a restore.</summary>
    public TimeSpan Build()
    {
        var start = Stopwatch.GetTimestamp();
        Dotnet.Run(_folder, "build", "--no-restore");
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Leaves what a clone has after its restore.</summary>
    public static void Clean(ConsoleProject project)
    {
        Directory.Delete(Path.Combine(project._folder, "obj"), recursive: true);
        Directory.Delete(Path.Combine(project._folder, "bin"), recursive: true);
        Dotnet.Run(project._folder, "restore");
    }
}

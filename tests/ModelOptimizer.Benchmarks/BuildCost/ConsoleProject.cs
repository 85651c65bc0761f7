using System.Diagnostics;
using ModelOptimizer.Packages.Tests.Consuming;

namespace ModelOptimizer.Benchmarks.BuildCost;

/// <summary>A console project in a folder of its own.</summary>
internal sealed class ConsoleProject
{
    private readonly string _folder;

    /// <summary>Writes the project, restores and builds it.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="content">What it has that others have not.</param>
    public ConsoleProject(string folder, string content = "")
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        File.WriteAllText(Path.Combine(folder, "App.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              {content}
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "Console.WriteLine(\"Hello\");");
        Run("restore");
        Build();
    }

    /// <summary>Builds, without a restore.</summary>
    public TimeSpan Build()
    {
        var start = Stopwatch.GetTimestamp();
        Run("build", "--no-restore");
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Leaves what a clone has after its restore.</summary>
    public static void Clean(ConsoleProject project)
    {
        Directory.Delete(Path.Combine(project._folder, "obj"), recursive: true);
        Directory.Delete(Path.Combine(project._folder, "bin"), recursive: true);
        project.Run("restore");
    }

    private void Run(params IEnumerable<string> arguments) => Dotnet.Run(_folder, arguments).GetAwaiter().GetResult().MustSucceed();
}

namespace ModelOptimizer.Packages.Tests.Consuming;

/// <summary>A folder with consuming projects and the cache that they share.</summary>
public sealed class Solution(string directory)
{
    /// <summary>A manifest with classes and an input size.</summary>
    public const string Manifest = """
        {
          // A comment, and a trailing comma below.
          "model": { "zoo": "yolov4-tiny", "options": { "inputSize": [320, 256] } },
          "data": { "format": "voc", "root": "data", "classes": ["robot", "ball \"red\""] },
          "fake": "",
        }
        """;

    public string Root => directory;

    /// <summary>How often the engine was started.</summary>
    public int Starts => Lines("starts").Length;

    /// <summary>How often it trained.</summary>
    public int Trainings => Lines("trainings").Length;

    /// <summary>How often it was stopped and ended by itself.</summary>
    public int Stops => Lines("stops").Length;

    /// <summary>How many finished artifacts the cache has.</summary>
    public int Artifacts => Directory.Exists(In("cache/artifacts")) ? Directory.GetDirectories(In("cache/artifacts")).Length : 0;

    /// <summary>A path below the solution's folder.</summary>
    public string In(string path) => Path.Combine(directory, path);

    /// <summary>The lines that the engine has written about itself.</summary>
    public string[] Lines(string name) => File.Exists(In($"cache/{name}")) ? File.ReadAllLines(In($"cache/{name}")) : [];

    /// <summary>Writes a file, with its folders.</summary>
    public Solution With(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllText(In(path), text);
        return this;
    }

    /// <summary>Adds a library <c>NAME/NAME.csproj</c> with the manifest <c>NAME/arena.modelopt.json</c>.</summary>
    public Solution WithLibrary(
        string name = "Lib", string frameworks = "net10.0", string manifest = Manifest, string item = """Include="arena.modelopt.json" """, string properties = "")
    {
        With($"{name}/arena.modelopt.json", manifest);
        var framework = frameworks.Contains(';', StringComparison.Ordinal) ? "TargetFrameworks" : "TargetFramework";
        return With($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <{framework}>{frameworks}</{framework}>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <ModelCompression {item}/>
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>Runs <c>dotnet build</c> in a project's folder.</summary>
    public Task<DotnetResult> Build(string project = "Lib", params IEnumerable<string> arguments) => Run(project, ["build", .. arguments]);

    /// <summary>Runs <c>dotnet</c> in a project's folder.</summary>
    public Task<DotnetResult> Run(string project, params IEnumerable<string> arguments) =>
        Dotnet.Run(In(project), [.. arguments, "-nr:false", "-m:1", "-tl:off"]);
}

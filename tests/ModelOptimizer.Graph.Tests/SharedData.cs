namespace ModelOptimizer.Graph.Tests;

/// <summary>Real models outside the repository; tests that need them are skipped where they are absent.</summary>
internal static class SharedData
{
    public static string Root { get; } = Environment.GetEnvironmentVariable("MODELOPT_SHARED") ?? Path.Combine(RepositoryRoot(), "..", "shared");

    public static string Model(string name)
    {
        var path = Path.Combine(Root, "data", "models", name);
        Assert.SkipUnless(File.Exists(path), $"{path} is absent");
        return path;
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ModelOptimizer.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? AppContext.BaseDirectory;
    }
}

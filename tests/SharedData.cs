namespace ModelOptimizer.Tests;

/// <summary>Finds the data that is not part of the repository: MODELOPT_SHARED, or the folder "shared" beside the checkout. A test that needs it is skipped without it.</summary>
internal static class SharedData
{
    /// <summary>A ready-made model.</summary>
    public static string Model(string name)
    {
        var path = Path.Combine(Root(), "data", "models", name);
        Assert.SkipUnless(File.Exists(path), $"{path} is absent");
        return path;
    }

    /// <summary>A folder below <c>data</c>.</summary>
    public static string Folder(string name)
    {
        var path = Path.Combine(Root(), "data", name);
        Assert.SkipUnless(Directory.Exists(path), $"{path} is absent");
        return path;
    }

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("MODELOPT_SHARED") is { Length: > 0 } root)
        {
            return root;
        }

        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ModelOptimizer.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.Parent?.FullName ?? "", "shared");
    }
}

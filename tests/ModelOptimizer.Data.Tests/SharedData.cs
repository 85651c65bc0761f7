namespace ModelOptimizer.Data.Tests;

/// <summary>Finds the data that is not part of the repository: MODELOPT_SHARED, or the folder "shared" beside the checkout.</summary>
internal static class SharedData
{
    /// <summary>The blood-cell set; skips the test where it is absent.</summary>
    public static string BloodCells()
    {
        var path = Path.Combine(Root(), "data", "bccd", "BCCD");
        Assert.SkipUnless(Directory.Exists(path), $"the blood-cell set is not at {path}");
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

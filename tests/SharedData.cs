using System.Diagnostics;

namespace ModelOptimizer.Tests;

/// <summary>Finds the data that is not part of the repository: MODELOPT_SHARED, or the folder "shared" beside the checkout. A test that needs it is skipped without it.</summary>
internal static class SharedData
{
    /// <summary>A ready-made model.</summary>
    public static string Model(string name) => Existing("models", name);

    /// <summary>A published network description.</summary>
    public static string Darknet(string name) => Existing("darknet", name);

    /// <summary>A folder below <c>data</c>.</summary>
    public static string Folder(string name)
    {
        var path = Path.Combine(Root(), "data", name);
        Assert.SkipUnless(Directory.Exists(path), $"{path} is absent");
        return path;
    }

    /// <summary>The test split of the CIFAR-10 JPEGs, unpacked once from its archive into the temporary folder.</summary>
    public static string Cifar10()
    {
        var archive = Path.Combine(Root(), "data", "cifar10-jpeg.tar.xz");
        Assert.SkipUnless(File.Exists(archive), $"{archive} is absent");
        var folder = Path.Combine(Path.GetTempPath(), $"modelopt-cifar10-{new FileInfo(archive).Length}");
        if (!Directory.Exists(folder))
        {
            var unpacking = Directory.CreateTempSubdirectory("modelopt-cifar10-").FullName;
            using var tar = Process.Start("tar", ["-xJf", archive, "-C", unpacking, "cifar10/test"]);
            tar.WaitForExit();
            Assert.Equal(0, tar.ExitCode);
            Place(Path.Combine(unpacking, "cifar10"), folder);
            Directory.Delete(unpacking, recursive: true);
        }

        return folder;
    }

    private static void Place(string made, string folder)
    {
        try
        {
            Directory.Move(made, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another test process was first.
        }
    }

    private static string Existing(string folder, string name)
    {
        var path = Path.Combine(Root(), "data", folder, name);
        Assert.SkipUnless(File.Exists(path), $"{path} is absent");
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

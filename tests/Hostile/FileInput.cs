namespace ModelOptimizer.Tests.Hostile;

/// <summary>An input that its reader takes from a file, in a folder of its own.</summary>
internal abstract class FileInput : HostileInput
{
    /// <summary>The folder.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("modelopt-hostile-").FullName;

    public override void Dispose()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        base.Dispose();
    }

    /// <summary>Writes a file of the folder and returns its path.</summary>
    protected string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}

using ModelOptimizer.Pipeline.Keys;

namespace ModelOptimizer.Pipeline.Tests.Keys;

/// <summary>Hashes are remembered by file, and only as long as nobody can have written to it.</summary>
public sealed class FingerprintMemoryTests : IDisposable
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3.2);

    private readonly TemporaryFolder folder = new();

    public FingerprintMemoryTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Hashes are remembered on Linux only.");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_not_read_again_until_it_changes()
    {
        var file = Write("labels.txt", "cat 1");
        Thread.Sleep(Settling);
        var before = Of(file);
        Forge(file);
        var forged = Of(file);
        File.WriteAllText(file, "cat 12");

        Assert.NotEqual(before, forged);
        Assert.Equal(new Fingerprint(null).Of(folder.File("data"), [file]), Of(file));
    }

    [Fact]
    public void A_change_that_keeps_size_and_time_of_modification_is_seen()
    {
        var file = Write("labels.txt", "cat 1");
        Thread.Sleep(Settling);
        var before = Of(file);
        var modified = File.GetLastWriteTimeUtc(file);
        File.WriteAllText(file, "dog 2");
        File.SetLastWriteTimeUtc(file, modified);

        Assert.Single(Remembered());
        Assert.Equal(modified, File.GetLastWriteTimeUtc(file));
        Assert.NotEqual(before, Of(file));
        Assert.Equal(new Fingerprint(null).Of(folder.File("data"), [file]), Of(file));
    }

    [Fact]
    public void A_file_that_takes_another_s_place_is_seen()
    {
        var (file, other) = (Write("labels.txt", "cat 1"), Write("other.txt", "dog 2"));
        File.SetLastWriteTimeUtc(other, File.GetLastWriteTimeUtc(file));
        Thread.Sleep(Settling);
        var before = Of(file);
        File.Move(other, file, overwrite: true);

        Assert.NotEqual(before, Of(file));
    }

    [Fact]
    public void A_file_just_written_is_not_remembered()
    {
        var file = Write("labels.txt", "cat 1");
        Of(file);

        Assert.Empty(Remembered());
    }

    [Fact]
    public void Files_that_are_gone_are_forgotten()
    {
        var (kept, gone) = (Write("kept.txt", "kept"), Write("gone.txt", "gone"));
        Thread.Sleep(Settling);
        Of(kept, gone);
        File.Delete(gone);
        var added = Write("added.txt", "added");
        Thread.Sleep(Settling);
        Of(kept, added);

        Assert.Equal(["added.txt", "kept.txt"], Remembered().Select(line => line.Split(' ')[^1]).Order());
    }

    [Fact]
    public void A_memory_that_is_not_readable_as_such_is_ignored()
    {
        var file = Write("labels.txt", "cat 1");
        Thread.Sleep(Settling);
        var before = Of(file);
        File.WriteAllText(Directory.GetFiles(folder.File("memory")).Single(), "what is this\n\n0 1 2 3 4 5 labels.txt\n");

        Assert.Equal(before, Of(file));
    }

    private string Of(params string[] files) => new Fingerprint(folder.File("memory")).Of(folder.File("data"), files);

    private string[] Remembered() => Directory.Exists(folder.File("memory")) ? File.ReadAllLines(Directory.GetFiles(folder.File("memory")).Single()) : [];

    /// <summary>Changes the remembered hash of a file, so that it shows whether the file was read.</summary>
    private void Forge(string file)
    {
        var memory = Directory.GetFiles(folder.File("memory")).Single();
        File.WriteAllLines(memory, File.ReadAllLines(memory).Select(line => line.EndsWith(" " + Path.GetFileName(file), StringComparison.Ordinal) ? new string('0', 64) + line[64..] : line));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder.File("data")).FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}

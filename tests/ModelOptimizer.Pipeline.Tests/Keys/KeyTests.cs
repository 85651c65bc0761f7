using System.Security.Cryptography;
using System.Text;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Tests.Manifest;

namespace ModelOptimizer.Pipeline.Tests.Keys;

public sealed class KeyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Is_the_sha256_of_its_parts_with_their_lengths()
    {
        var expected = SHA256.HashData([1, 0, 0, 0, (byte)'a', 2, 0, 0, 0, (byte)'b', (byte)'c']);

        Assert.Equal(Convert.ToHexStringLower(expected), new KeyBuilder().Add("a", "bc").Build().Hash);
    }

    [Fact]
    public void Tells_apart_parts_whose_texts_join_alike() =>
        Assert.NotEqual(new KeyBuilder().Add("a", "bc").Build().Hash, new KeyBuilder().Add("ab", "c").Build().Hash);

    [Fact]
    public void The_normal_form_ignores_layout_and_stated_defaults()
    {
        var terse = Manifests.Parse(Manifests.Valid).Manifest.Stages.Train!;
        var wordy = Manifests.Parse(Manifests.Valid.Replace("{ \"epochs\": 12 }", "{ \"momentum\": 9.37e-1, \"epochs\": 12, \"batchSize\": 8 }", StringComparison.Ordinal));

        Assert.Equal(ManifestText.Normalise(terse), ManifestText.Normalise(wordy.Manifest.Stages.Train!));
    }

    [Fact]
    public void The_normal_form_holds_every_option()
    {
        var text = ManifestText.Normalise(new DistillOptions { Attention = new() { Weight = 2 } });

        Assert.Contains("\"attention\":{\"weight\":2}", text, StringComparison.Ordinal);
        Assert.Contains("\"epochs\":40", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fingerprint_follows_content_not_place()
    {
        var first = Write("first", "a.txt", "hello");
        var second = Write("second", "a.txt", "hello");
        var other = Write("third", "a.txt", "hellO");

        Assert.Equal(Of(first, null), Of(second, null));
        Assert.NotEqual(Of(first, null), Of(other, null));
    }

    [Fact]
    public void A_fingerprint_follows_names_and_missing_files()
    {
        var present = Write("first", "a.txt", "hello");
        var renamed = Write("second", "b.txt", "hello");

        Assert.NotEqual(Of(present, null), Of(renamed, null));
        Assert.NotEqual(Of(present, null), new Fingerprint(null).Of(folder.File("first"), [present, folder.File("first/missing.txt")]));
    }

    [Fact]
    public void An_unwritable_memory_costs_nothing_but_time()
    {
        var file = Write("data", "a.txt", "hello");

        Assert.Equal(Of(file, null), Of(file, Path.Combine(file, "below-a-file")));
    }

    private static string Of(string file, string? memory) => new Fingerprint(memory).Of(Path.GetDirectoryName(file)!, [file]);

    private string Write(string parent, string name, string text)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder.File(parent)).FullName, name);
        File.WriteAllText(path, text, Encoding.UTF8);
        return path;
    }
}

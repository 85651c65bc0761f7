using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Tests.Manifest;

namespace ModelOptimizer.Pipeline.Tests.Keys;

/// <summary>What a change makes run again: a stage's key changes exactly when its result may.</summary>
public sealed class StageKeyTests : IDisposable
{
    private const string All = "source train sparsify prune distill finish";
    private const string FromTrain = "train sparsify prune distill finish";

    private readonly TemporaryFolder folder = new();

    public StageKeyTests()
    {
        // Keys need names and bytes, not images that can be decoded.
        foreach (var name in (string[])["train", "val", "test"])
        {
            Write($"data/ImageSets/Main/{name}.txt", name);
            Write($"data/Annotations/{name}.xml", name);
            Write($"data/JPEGImages/{name}.jpg", name);
        }
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("\"seed\": 7", "\"seed\": 8", All)]
    [InlineData("\"width\": 0.5", "\"width\": 0.25", All)]
    [InlineData("[\"robot\", \"ball\"]", "[\"ball\", \"robot\"]", All)]
    [InlineData("\"epochs\": 12", "\"epochs\": 13", FromTrain)]
    [InlineData("\"seed\": 7", "\"seed\": 7, \"device\": \"cuda\"", FromTrain)]
    [InlineData("\"seed\": 7", "\"seed\": 7, \"precision\": \"fp32\"", FromTrain)]
    [InlineData("\"sparsify\": {}", "\"sparsify\": { \"rate\": 0.002 }", "sparsify prune distill finish")]
    [InlineData("\"sparsify\": {}", "\"sparsify\": { \"guard\": { \"metricDrop\": 2 } }", "sparsify prune distill finish")]
    [InlineData("\"sparsify\": {}", "\"sparsify\": { \"scope\": \"group\" }", "sparsify prune distill finish")]
    [InlineData("-64.7%", "-64.8%", "prune distill finish")]
    [InlineData("{ \"budget\"", "{ \"method\": \"cpmc\", \"budget\"", "prune distill finish")]
    [InlineData("{ \"budget\"", "{ \"rounds\": 2, \"budget\"", "prune distill finish")]
    [InlineData("\"temperature\": 4", "\"temperature\": 5", "distill finish")]
    [InlineData("\"name\": \"detector\"", "\"name\": \"other\"", "finish")]
    [InlineData("\"name\": \"detector\"", "\"name\": \"detector\", \"postprocess\": \"none\"", "finish")]
    [InlineData("\"name\": \"detector\"", "\"name\": \"detector\", \"postprocess\": \"nms\"", "finish")]
    public void A_changed_option_changes_its_stage_and_those_after_it(string old, string @new, string changed)
    {
        var before = Keys(Manifests.Valid);

        Assert.Equal(changed, Changed(before, Keys(Manifests.Valid.Replace(old, @new, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("// comments", "/* other comments */ //")]
    [InlineData("\"epochs\": 12", "\"batchSize\": 8, \"epochs\": 12")]
    [InlineData("\"name\": \"detector\"", "\"name\": \"detector\", \"className\": \"Eye\"")]
    [InlineData("\"name\": \"detector\"", "\"name\": \"detector\", \"postprocess\": \"decode\"")]
    [InlineData("\"10 MB\"", "\"9 MB\"")]
    public void What_changes_no_result_changes_no_stage(string old, string @new)
    {
        Assert.Equal("", Changed(Keys(Manifests.Valid), Keys(Manifests.Valid.Replace(old, @new, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("train", FromTrain)]
    [InlineData("val", All)]
    [InlineData("test", "")]
    public void A_changed_image_changes_the_stages_that_see_it(string split, string changed)
    {
        var (before, artifact) = (Keys(Manifests.Valid), Open(Manifests.Valid).Key.Hash);
        Write($"data/JPEGImages/{split}.jpg", "another image");

        Assert.Equal(changed, Changed(before, Keys(Manifests.Valid)));
        Assert.NotEqual(artifact, Open(Manifests.Valid).Key.Hash);
    }

    [Fact]
    public void Gates_change_the_artifact_only()
    {
        var stricter = Manifests.Valid.Replace("\"10 MB\"", "\"9 MB\"", StringComparison.Ordinal);

        Assert.NotEqual(Open(Manifests.Valid).Key.Hash, Open(stricter).Key.Hash);
    }

    [Fact]
    public void A_given_number_of_threads_counts()
    {
        var request = Request(Manifests.Valid);

        Assert.NotEqual(Compress(request with { Threads = 1 }).Key.Hash, Compress(request with { Threads = 2 }).Key.Hash);
    }

    [Fact]
    public void The_place_of_the_data_does_not_count()
    {
        var before = Open(Manifests.Valid).Key.Hash;
        var elsewhere = folder.File("elsewhere");
        Directory.Move(folder.File("data"), elsewhere);

        Assert.Equal(before, Compress(Request(Manifests.Valid) with { DataRoot = elsewhere }).Key.Hash);
    }

    [Fact]
    public void A_device_given_by_the_caller_counts_as_the_manifests()
    {
        var given = Compress(Request(Manifests.Valid) with { Device = DeviceKind.Cpu }).Key.Hash;

        Assert.Equal(given, Open(Manifests.Valid.Replace("\"seed\": 7", "\"seed\": 7, \"device\": \"cpu\"", StringComparison.Ordinal)).Key.Hash);
    }

    [Fact]
    public void What_counts_as_a_detection_changes_the_artifact_that_suppresses()
    {
        var usual = Keys(Suppressing("0.25"));

        Assert.Equal("", Changed(usual, Keys(Suppressing("2.5e-1"))));
        Assert.Equal("finish", Changed(usual, Keys(Suppressing("0.3"))));
    }

    private static string Suppressing(string confidence) => Manifests.Valid.Replace(
        "\"name\": \"detector\"", $"\"postprocess\": \"nms\", \"suppression\": {{ \"confidence\": {confidence} }}", StringComparison.Ordinal);

    private static string Changed(Dictionary<string, string> before, Dictionary<string, string> after) =>
        string.Join(' ', after.Where(stage => before[stage.Key] != stage.Value).Select(stage => stage.Key));

    private Dictionary<string, string> Keys(string manifest) => Open(manifest).Outlook().ToDictionary(stage => stage.Name, stage => stage.Key.Hash);

    private Compression Open(string manifest) => Compress(Request(manifest));

    private CompressionRequest Request(string manifest)
    {
        Write("detector.modelopt.json", manifest.Replace("\"classes\"", "\"test\": \"test\", \"classes\"", StringComparison.Ordinal));
        return new(folder.File("detector.modelopt.json")) { Cache = folder.File("cache") };
    }

    private static Compression Compress(CompressionRequest request) => new(request, new Progress<Pipeline.Progress.CompressionEvent>());

    private void Write(string name, string text)
    {
        var path = folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}

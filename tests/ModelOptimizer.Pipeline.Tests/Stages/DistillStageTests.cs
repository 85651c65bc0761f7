using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Tests.Manifest;

namespace ModelOptimizer.Pipeline.Tests.Stages;

/// <summary>What does not fit the model is said before anything is trained.</summary>
public sealed class DistillStageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("\"attention\": { \"groups\": [{ \"layers\": [\"auto\", \"backbone/*\"] }, { \"weight\": 2, \"layers\": [\"backbon/*\"] }] }", DiagnosticCodes.OutOfRange, 108, "'backbon/*' matches no layer")]
    [InlineData("\"attention\": { \"preset\": \"gcp-yolov3\" }", DiagnosticCodes.Contradiction, 43, "belongs to YOLOv3")]
    public void Layers_that_the_model_has_not_are_an_error_at_their_place(string distill, string code, int column, string says)
    {
        var path = folder.File("detector.modelopt.json");
        File.WriteAllText(path, Manifests.Valid.Replace("\"logits\": { \"temperature\": 4 }", distill, StringComparison.Ordinal));
        foreach (var name in (string[])["ImageSets/Main/train.txt", "ImageSets/Main/val.txt", "Annotations/a.xml", "JPEGImages/a.jpg"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File($"data/{name}"))!);
            File.WriteAllText(folder.File($"data/{name}"), "a");
        }

        var compression = new Compression(new(path) { Cache = folder.File("cache") }, new Progress<Pipeline.Progress.CompressionEvent>());

        var error = Assert.Single(Assert.Throws<PipelineException>(compression.CheckInputs).Diagnostics);

        Assert.Equal((code, path, 12, column), (error.Code, error.File, error.Line, error.Column));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }
}

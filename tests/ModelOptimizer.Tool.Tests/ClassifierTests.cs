using System.Text.Json;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Tool.Tests;

/// <summary>The whole main job for a classifier of bright and dark pictures, in processes of their own.</summary>
public sealed class ClassifierTests : IDisposable
{
    private const int Size = 16;

    private readonly TemporaryFolder folder = new();

    public ClassifierTests()
    {
        var random = new Random(5);
        foreach (var (split, count) in (ReadOnlySpan<(string, int)>)[("train", 8), ("val", 4)])
        {
            for (var i = 0; i < count; i++)
            {
                Draw($"data/{split}/dark/{i}.png", 40, random);
                Draw($"data/{split}/bright/{i}.png", 160, random);
            }
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Trains_prunes_distils_and_measures_top_1()
    {
        var manifest = folder.Write("net.modelopt.json", $$"""
            {
              "model": { "zoo": "resnet20", "options": { "inputSize": {{Size}}, "width": 0.5 } },
              "task": "classification",
              "data": {
                "format": "folder", "classes": ["dark", "bright"],
                "normalization": { "mean": [0.485, 0.456, 0.406], "deviation": [0.229, 0.224, 0.225] },
              },
              "seed": 3, "device": "cpu", "precision": "fp32",
              "stages": {
                "train": { "epochs": 6, "batchSize": 4, "learningRate": 0.05, "warmupEpochs": 1, "labelSmoothing": 0.1, "augmentation": { "crop": 2 } },
                "prune": { "budget": { "macs": "-20%" }, "roundTo": 1 },
                "distill": { "epochs": 2, "batchSize": 4 },
              },
              "gates": { "metricDrop": 20 },
            }
            """);

        var result = ToolProcess.Run("compress", manifest, "--protocol", "json", "--cache", folder["cache"], "--threads", "1");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        var artifact = result.Last("artifact");
        using var report = JsonDocument.Parse(File.ReadAllText(artifact.GetProperty("report").GetString()!));
        var verification = report.RootElement.GetProperty("verification");
        var after = verification.GetProperty("artifact");
        Assert.Equal("top-1", report.RootElement.GetProperty("metric").GetString());
        Assert.Equal(1, after.GetProperty("metric").GetDouble());
        Assert.True(after.GetProperty("macs").GetInt64() <= 0.8 * verification.GetProperty("baseline").GetProperty("macs").GetInt64());
        Assert.True(verification.GetProperty("parity").GetProperty("holds").GetBoolean());
        Assert.Equal(8, verification.GetProperty("images").GetInt32());

        var evaluation = ToolProcess.Run("evaluate", artifact.GetProperty("model").GetString()!, "--data", folder["data"], "--split", "val", "--json");
        using var evaluated = JsonDocument.Parse(evaluation.Output);
        Assert.Equal(("top-1", 1.0), (evaluated.RootElement.GetProperty("metric").GetString(), evaluated.RootElement.GetProperty("value").GetDouble()));
    }

    private void Draw(string name, int brightness, Random random)
    {
        var image = new RgbImage(Size, Size);
        random.NextBytes(image.Pixels);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)(brightness + (image.Pixels[i] / 4));
        }

        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        PngEncoder.Save(image, folder[name]);
    }
}

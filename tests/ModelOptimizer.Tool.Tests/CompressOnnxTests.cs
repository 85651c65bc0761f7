using System.Text.Json;

namespace ModelOptimizer.Tool.Tests;

/// <summary>A model of a file as the start, instead of one of the zoo.</summary>
[Collection(nameof(CompressedProject))]
public sealed class CompressOnnxTests(CompressedProject compressed)
{
    private TinyProject Project => compressed.Project;

    [Fact]
    public void An_onnx_file_is_compressed_without_training()
    {
        var manifest = WriteOnnxManifest("-30%");

        var result = compressed.Compress("cache", manifest);

        Assert.True(result.ExitCode == 0, result.Output);
        using var report = JsonDocument.Parse(File.ReadAllText(result.Last("artifact").GetProperty("report").GetString()!));
        var verification = report.RootElement.GetProperty("verification");
        Assert.True(verification.GetProperty("artifact").GetProperty("parameters").GetInt64() <= verification.GetProperty("baseline").GetProperty("parameters").GetInt64() * 0.7);
    }

    [Fact]
    public void A_budget_out_of_reach_is_an_error_at_the_budget()
    {
        var manifest = WriteOnnxManifest("-99.99%");

        var result = compressed.Compress("cache", manifest);

        Assert.Equal((2, "MOPT1012", 7), (result.ExitCode, result.Last("diagnostic").GetProperty("code").GetString(), result.Last("diagnostic").GetProperty("line").GetInt32()));
    }

    [Fact]
    public void A_model_of_other_classes_is_an_error_at_the_model()
    {
        var manifest = WriteOnnxManifest("-30%", "\"bar\", \"square\"");

        var result = compressed.Compress("cache", manifest);

        Assert.Equal((2, "MOPT1011", 2), (result.ExitCode, result.Last("diagnostic").GetProperty("code").GetString(), result.Last("diagnostic").GetProperty("line").GetInt32()));
    }

    // Starts from the model that the fixture has trained.
    private string WriteOnnxManifest(string parameters, string classes = "\"square\", \"bar\"")
    {
        using var report = JsonDocument.Parse(File.ReadAllText(compressed.Artifact.GetProperty("report").GetString()!));
        var train = report.RootElement.GetProperty("stages").EnumerateArray().First(stage => stage.GetProperty("name").GetString() == "train").GetProperty("key").GetString()!;
        File.Copy(Project[$"cache/stages/{train}/model.onnx"], Project["teacher.onnx"], overwrite: true);
        var path = Project[$"onnx{parameters}.modelopt.json"];
        File.WriteAllText(path, $$"""
            {
              "model": { "onnx": "teacher.onnx" },
              "task": "detection",
              "data": { "format": "voc", "test": "test", "classes": [{{classes}}] },
              "device": "cpu", "precision": "fp32",
              "stages": {
                "prune": { "budget": { "parameters": "{{parameters}}" } }
              }
            }
            """);
        return path;
    }
}

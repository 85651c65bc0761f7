using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.SingleStages;

namespace ModelOptimizer.Pipeline.Tests.SingleStages;

/// <summary>What a command line makes of a stage, and what is wrong with it.</summary>
public sealed class StageManifestTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public StageManifestTests()
    {
        Directory.CreateDirectory(folder.File("data"));
        OnnxFile.Write(ModelZoo.Build("yolov4-tiny", new() { Classes = ["a", "b"], InputSize = new(64, 64), Width = 0.0625 }), folder.File("model.onnx"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Takes_task_and_classes_from_the_model_and_options_from_the_command_line()
    {
        var manifest = StageManifest.Of(Request(StageKind.Sparsify, ("--epochs", "epochs", "3"), ("--schedule", "schedule", "constant"), ("--with augmentation.mosaic", "augmentation.mosaic", "0.25")) with { Seed = 4 }).Manifest;

        Assert.Equal((TaskKind.Detection, DataFormat.Voc, 4), (manifest.Task, manifest.Data.Format, manifest.Seed));
        Assert.Equal(["a", "b"], manifest.Data.Classes);
        Assert.Equal((3, SparsitySchedule.Constant, 0.25), (manifest.Stages.Sparsify!.Epochs, manifest.Stages.Sparsify.Schedule, manifest.Stages.Sparsify.Augmentation.Mosaic));
        Assert.Null(manifest.Stages.Train);
    }

    [Theory]
    [InlineData("--epochs", "epochs", "0", DiagnosticCodes.OutOfRange, "--epochs: 0 is out of range")]
    [InlineData("--epochs", "epochs", "many", DiagnosticCodes.WrongType, "--epochs: Expected a whole number")]
    [InlineData("--schedule", "schedule", "dynamik", DiagnosticCodes.OutOfRange, "did you mean 'dynamic'?")]
    [InlineData("--with epocs", "epocs", "1", DiagnosticCodes.UnknownName, "did you mean 'epochs'?")]
    [InlineData("--with labelSmoothing", "labelSmoothing", "0.1", DiagnosticCodes.Contradiction, "belongs to classifiers")]
    [InlineData("--with augmentation", "augmentation", "true", DiagnosticCodes.WrongType, "--with augmentation: Expected an object")]
    [InlineData("--with augmentation.mosaic", "augmentation.mosaic", "2", DiagnosticCodes.OutOfRange, "--with augmentation.mosaic: 2 is out of range")]
    public void Names_the_option_that_is_wrong(string option, string name, string value, string code, string says)
    {
        var error = Assert.Single(Assert.Throws<PipelineException>(() => StageManifest.Of(Request(StageKind.Sparsify, ("--rate", "rate", "0.01"), (option, name, value)))).Diagnostics);

        Assert.Equal((code, null, 0), (error.Code, error.File, error.Line));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_a_manifests_section_and_lets_the_command_line_win()
    {
        File.WriteAllText(folder.File("a.modelopt.json"), """
            {
              "model": { "onnx": "model.onnx" }, "task": "detection", "seed": 9, "precision": "fp32",
              "data": { "format": "voc", "root": "data", "train": "trainval", "classes": ["a", "b"] },
              "stages": { "train": { "epochs": 5, "batchSize": 2 } }
            }
            """);

        var manifest = StageManifest.Of(Request(StageKind.Train, ("--epochs", "epochs", "7")) with { From = folder.File("a.modelopt.json"), DataRoot = null }).Manifest;

        Assert.Equal((7, 2), (manifest.Stages.Train!.Epochs, manifest.Stages.Train.BatchSize));
        Assert.Equal((9, PrecisionKind.Float32, "trainval", folder.File("data")), (manifest.Seed, manifest.Precision, manifest.Data.Train, manifest.Data.Root));
    }

    [Fact]
    public void An_untrained_model_cannot_be_sparsified()
    {
        var error = Assert.Throws<PipelineException>(() => StageManifest.Of(Request(StageKind.Sparsify) with { Model = "zoo:yolov4-tiny" }));

        Assert.Contains("comes untrained", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_detector_is_not_trained_on_folders_of_images() =>
        Assert.Contains("is a detector", Assert.Throws<PipelineException>(() => StageManifest.Of(Request(StageKind.Train) with { Format = DataFormat.Folder })).Message, StringComparison.Ordinal);

    [Fact]
    public void Data_must_come_from_somewhere() =>
        Assert.Contains("--data", Assert.Throws<PipelineException>(() => StageManifest.Of(Request(StageKind.Train) with { DataRoot = null })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(null, "needs a --teacher")]
    [InlineData("zoo:yolov4-tiny", "comes untrained")]
    public void A_student_needs_a_trained_teacher(string? teacher, string says)
    {
        WriteLists();
        var error = Assert.Throws<PipelineException>(() => Run(Request(StageKind.Distill) with { Teacher = teacher }));

        Assert.Equal(DiagnosticCodes.Usage, error.Diagnostics[0].Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_teacher_of_other_classes_is_refused()
    {
        WriteLists();
        OnnxFile.Write(ModelZoo.Build("yolov4-tiny", new() { Classes = ["a", "c"], InputSize = new(64, 64), Width = 0.0625 }), folder.File("other.onnx"));

        var error = Assert.Throws<PipelineException>(() => Run(Request(StageKind.Distill) with { Teacher = folder.File("other.onnx") }));

        Assert.Equal(DiagnosticCodes.ModelInvalid, error.Diagnostics[0].Code);
        Assert.Contains("other.onnx cannot teach", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_data_set_is_named_as_the_option() =>
        Assert.Contains("--data", Assert.Throws<PipelineException>(() => Run(Request(StageKind.Train) with { DataRoot = folder.File("nowhere") })).Message, StringComparison.Ordinal);

    private static SingleStage Run(StageRequest request) => new(request, new Progress<Pipeline.Progress.CompressionEvent>());

    private void WriteLists()
    {
        Directory.CreateDirectory(folder.File("data/ImageSets/Main"));
        File.WriteAllText(folder.File("data/ImageSets/Main/train.txt"), "");
        File.WriteAllText(folder.File("data/ImageSets/Main/val.txt"), "");
    }

    private StageRequest Request(StageKind stage, params (string Option, string Name, string Value)[] settings) => new(stage, folder.File("model.onnx"), folder.File("out.onnx"))
    {
        DataRoot = folder.File("data"),
        Cache = folder.File("cache"),
        Settings = [.. settings.Select(setting => new StageSetting(setting.Option, setting.Name, setting.Value))],
    };
}

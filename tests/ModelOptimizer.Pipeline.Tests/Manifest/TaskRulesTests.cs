using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Manifest;

namespace ModelOptimizer.Pipeline.Tests.Manifest;

public class TaskRulesTests
{
    private const string Classifier = """
        {
          "model": { "onnx": "net.onnx" },
          "task": "classification",
          "data": {
            "format": "folder", "classes": ["cat", "dog"],
            "normalization": { "mean": [0.485, 0.456, 0.406], "deviation": [0.229, 0.224, 0.225] },
          },
          "stages": {
            "train": { "labelSmoothing": 0.1, "augmentation": { "crop": 2 } },
            "prune": { "budget": { "macs": "-30%" } },
            "distill": {},
          },
        }
        """;

    [Fact]
    public void Reads_what_belongs_to_classifiers()
    {
        var manifest = Manifests.Parse(Classifier).Manifest;

        Assert.Equal((TaskKind.Classification, DataFormat.Folder), (manifest.Task, manifest.Data.Format));
        Assert.Equal([0.229, 0.224, 0.225], manifest.Data.Normalization!.Deviation);
        Assert.Equal((0.1, 2), (manifest.Stages.Train!.LabelSmoothing, manifest.Stages.Train.Augmentation.Crop));
    }

    [Theory]
    [InlineData("\"folder\"", "\"voc\"", "takes data of the format \"folder\"")]
    [InlineData("\"crop\": 2", "\"mosaic\": 0.5", "\"mosaic\" belongs to detectors")]
    [InlineData("\"distill\": {}", "\"distill\": { \"boxes\": { \"weight\": 1 } }", "\"boxes\" belongs to detectors")]
    [InlineData("\"task\"", "\"output\": { \"postprocess\": \"none\" }, \"task\"", "\"postprocess\" belongs to detectors")]
    [InlineData("\"distill\": {}", "\"distill\": { \"attention\": { \"region\": \"objects\" } }", "\"region\" belongs to detectors")]
    [InlineData("[0.229, 0.224, 0.225]", "[0.229, 0.224]", "three deviations")]
    [InlineData("[0.229, 0.224, 0.225]", "[0.229, 0, 0.225]", "above 0")]
    [InlineData("\"mean\": [0.485,", "\"mean\": [\"red\",", "Expected a number")]
    public void Refuses_what_does_not(string old, string @new, string says)
    {
        var error = Assert.Single(Manifests.Errors(Classifier.Replace(old, @new, StringComparison.Ordinal)));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_of_classifiers_leave_the_keys_of_detectors_alone()
    {
        // The normal form of the default options, as it was before classifiers had any.
        const string Before = """
            {"augmentation":{"brightness":0.4,"closeMosaic":0.2,"horizontalFlip":0.5,"hue":0.015,"mosaic":0.5,"saturation":0.7,"scale":0.5,"translate":0.1,"verticalFlip":0},"averageDecay":0.999,"batchSize":8,"epochs":60,"finalLearningRate":0.05,"gradientClip":10,"learningRate":0.04,"momentum":0.937,"warmupEpochs":2,"weightDecay":0.0005}
            """;

        Assert.Equal(Before, ManifestText.Normalise(new TrainOptions()));
    }

    [Fact]
    public void Options_of_imitation_that_are_not_given_are_no_part_of_the_key()
    {
        var text = ManifestText.Normalise(new DistillOptions());

        Assert.Contains("\"attention\":{\"weight\":1}", text, StringComparison.Ordinal);
        Assert.Contains("\"boxes\":{\"weight\":0}", text, StringComparison.Ordinal);
    }
}

using System.Text;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pruning.Criteria;
using ModelOptimizer.Pruning.Selection;

namespace ModelOptimizer.Pipeline.Tests.Manifest;

public class ManifestFileTests
{
    [Fact]
    public void Reads_every_part()
    {
        var manifest = Manifests.Parse(Manifests.Valid).Manifest;

        Assert.Equal("yolov4-tiny", manifest.Model.Zoo);
        Assert.Equal("0.5", manifest.Model.Options["width"]);
        Assert.Equal(["robot", "ball"], manifest.Data.Classes);
        Assert.Equal(7, manifest.Seed);
        Assert.Equal(12, manifest.Stages.Train!.Epochs);
        Assert.Equal(-0.647, manifest.Stages.Prune!.Budget.Parameters!.Value.Fraction);
        Assert.Equal(-0.349, manifest.Stages.Prune.Budget.Macs!.Value.Fraction);
        Assert.Equal(4, manifest.Stages.Distill!.Logits.Temperature);
        Assert.Equal(10_000_000, manifest.Gates.Bytes!.Value.Bytes);
        Assert.Equal(20, manifest.Gates.Latency!.Value.Milliseconds);
        Assert.Equal("detector", manifest.Output.Name);
    }

    [Fact]
    public void Options_younger_than_keys_in_use_do_not_change_them() => Assert.Equal(
        """{"budget":{"macs":"-34.9%","parameters":"-64.7%"},"criterion":"bn-scale","exclude":[],"groups":[],"method":"group","minimumKept":0.05,"roundTo":8}""",
        ManifestText.Normalise(Manifests.Parse(Manifests.Valid).Manifest.Stages.Prune!));

    [Fact]
    public void Options_of_sparse_training_younger_than_keys_in_use_do_not_change_them()
    {
        var text = ManifestText.Normalise(Manifests.Parse(Manifests.Valid).Manifest.Stages.Sparsify!);

        Assert.DoesNotContain("\"scope\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"guard\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_how_to_guard_sparse_training()
    {
        var sparsify = Manifests.Parse(Manifests.Valid.Replace(
            "\"sparsify\": {}", "\"sparsify\": { \"scope\": \"group\", \"guard\": { \"metricDrop\": 1.5, \"every\": 2 } }", StringComparison.Ordinal)).Manifest.Stages.Sparsify!;

        Assert.Equal((QuantileScope.Group, new SparsityGuardOptions { MetricDrop = 1.5, Every = 2, Images = 64 }), (sparsify.Scope, sparsify.Guard));
    }

    [Fact]
    public void Reads_how_to_prune()
    {
        var prune = Manifests.Parse(Manifests.Valid.Replace(
            "\"prune\": { \"budget\"",
            "\"prune\": { \"method\": \"cpmc\", \"scope\": \"layer\", \"rounds\": 3, \"cpmc\": { \"norm\": \"l2\", \"form\": \"sum\", \"consumers\": false }, \"budget\"",
            StringComparison.Ordinal)).Manifest.Stages.Prune!;

        Assert.Equal((PruneMethod.Cpmc, PruningScope.Layer, 3), (prune.Method, prune.Scope, prune.Rounds));
        Assert.Equal(new CpmcOptions { Norm = WeightNorm.L2, Form = CpmcForm.Sum, Consumers = false }, prune.Cpmc);
        Assert.Contains("\"consumers\":false", ManifestText.Normalise(prune), StringComparison.Ordinal);
    }

    [Fact]
    public void Fills_in_defaults()
    {
        var manifest = Manifests.Parse(Manifests.Valid).Manifest;

        Assert.Equal(DeviceKind.Auto, manifest.Device);
        Assert.Equal(SparsitySchedule.Dynamic, manifest.Stages.Sparsify!.Schedule);
        Assert.Equal(30, manifest.Stages.Sparsify.Epochs);
        Assert.Equal(8, manifest.Stages.Prune!.RoundTo);
        Assert.Null(manifest.Data.Test);
    }

    [Theory]
    [InlineData("\"epochs\": 12", "\"epoch\": 12", DiagnosticCodes.UnknownName, 9, 16, "did you mean 'epochs'?")]
    [InlineData("\"epochs\": 12", "\"epochs\": \"many\"", DiagnosticCodes.WrongType, 9, 26, "whole number")]
    [InlineData("\"epochs\": 12", "\"epochs\": 1.5", DiagnosticCodes.WrongType, 9, 26, "whole number")]
    [InlineData("{ \"budget\"", "{ \"method\": \"cpmc\", \"criterion\": \"l1\", \"budget\"", DiagnosticCodes.Contradiction, 11, 47, "its own criterion")]
    [InlineData("{ \"budget\"", "{ \"cpmc\": { \"consumers\": 1 }, \"budget\"", DiagnosticCodes.WrongType, 11, 39, "true or false")]
    [InlineData("{ \"budget\"", "{ \"criterion\": \"fpg\", \"budget\"", DiagnosticCodes.OutOfRange, 11, 29, "did you mean 'fpgm'?")]
    [InlineData("{ \"budget\"", "{ \"search\": { \"rollouts\": 5 }, \"budget\"", DiagnosticCodes.Contradiction, 11, 26, "belongs to the method search")]
    [InlineData("{ \"budget\"", "{ \"method\": \"search\", \"criterion\": \"taylor\", \"budget\"", DiagnosticCodes.Contradiction, 11, 49, "without data")]
    [InlineData("{ \"budget\"", "{ \"method\": \"search\", \"rounds\": 2, \"budget\"", DiagnosticCodes.Contradiction, 11, 14, "at once")]
    [InlineData("{ \"budget\"", "{ \"method\": \"search\", \"foldConstants\": false, \"budget\"", DiagnosticCodes.Contradiction, 11, 53, "folds constants")]
    [InlineData("{ \"budget\"", "{ \"method\": \"search\", \"search\": { \"rollouts\": 0 }, \"budget\"", DiagnosticCodes.OutOfRange, 11, 60, "1")]
    [InlineData("\"epochs\": 12", "\"epochs\": null", DiagnosticCodes.WrongType, 9, 26, "null")]
    [InlineData("\"epochs\": 12", "\"epochs\": 0", DiagnosticCodes.OutOfRange, 9, 26, "at least 1")]
    [InlineData("\"epochs\": 12", "\"epochs\": 1e400", DiagnosticCodes.WrongType, 9, 26, "whole number")]
    [InlineData("\"epochs\": 12", "\"learningRate\": 0", DiagnosticCodes.OutOfRange, 9, 32, "more than 0")]
    [InlineData("\"epochs\": 12", "\"epochs\": 12, \"epochs\": 13", DiagnosticCodes.DuplicateName, 9, 30, "twice")]
    [InlineData("\"detection\"", "\"detektion\"", DiagnosticCodes.OutOfRange, 5, 11, "did you mean 'detection'?")]
    [InlineData("\"voc\"", "7", DiagnosticCodes.WrongType, 6, 23, "one of \"voc\"")]
    [InlineData("\"-64.7%\"", "\"64.7%\"", DiagnosticCodes.WrongType, 11, 42, "-64.7%")]
    [InlineData("\"10 MB\"", "\"10 elephants\"", DiagnosticCodes.WrongType, 14, 42, "10 MB")]
    [InlineData("\"20 ms\"", "20", DiagnosticCodes.WrongType, 14, 62, "20 ms")]
    [InlineData("\"task\": \"detection\",", "", DiagnosticCodes.MissingName, 1, 1, "\"task\"")]
    [InlineData("{ \"name\": \"detector\" }", "[]", DiagnosticCodes.WrongType, 15, 13, "an object")]
    [InlineData("\"name\": \"detector\"", "\"className\": \"2fast\"", DiagnosticCodes.OutOfRange, 15, 28, "C# name")]
    [InlineData("[\"robot\", \"ball\"]", "[\"robot\", \"robot\"]", DiagnosticCodes.Contradiction, 6, 57, "twice")]
    [InlineData("\"name\": \"detector\"", "\"suppression\": { \"overlap\": 0.5 }", DiagnosticCodes.Contradiction, 15, 30, "belongs to \"postprocess\"")]
    [InlineData("[\"robot\", \"ball\"]", "[]", DiagnosticCodes.Contradiction, 6, 57, "at least one class")]
    [InlineData("\"root\": \"data\"", "\"root\": \"../data\"", DiagnosticCodes.PathOutOfReach, 6, 38, "leaves the project")]
    [InlineData("\"root\": \"data\"", "\"root\": \"/etc\"", DiagnosticCodes.PathOutOfReach, 6, 38, "--data-root")]
    [InlineData("\"zoo\": \"yolov4-tiny\",", "\"zoo\": \"yolov4-tiny\", \"onnx\": \"a.onnx\",", DiagnosticCodes.Contradiction, 4, 12, "exactly one")]
    [InlineData("\"zoo\": \"yolov4-tiny\",", "\"onnx\": \"a.onnx\",", DiagnosticCodes.Contradiction, 4, 43, "belong to \"zoo\"")]
    [InlineData("\"zoo\": \"yolov4-tiny\",", "\"darknet\": { \"cfg\": \"a.cfg\" },", DiagnosticCodes.Contradiction, 4, 56, "belong to \"zoo\"")]
    [InlineData("\"zoo\": \"yolov4-tiny\", \"options\": { \"inputSize\": 256, \"width\": 0.5 }", "\"darknet\": { \"weights\": \"a.weights\" }", DiagnosticCodes.MissingName, 4, 25, "\"cfg\"")]
    [InlineData("\"zoo\": \"yolov4-tiny\", \"options\": { \"inputSize\": 256, \"width\": 0.5 }", "\"darknet\": { \"cfg\": \"../a.cfg\" }", DiagnosticCodes.PathOutOfReach, 4, 34, "leaves the project")]
    [InlineData("\"train\": { \"epochs\": 12 },", "", DiagnosticCodes.Contradiction, 8, 13, "untrained")]
    [InlineData("\"prune\": { \"budget\": { \"parameters\": \"-64.7%\", \"macs\": \"-34.9 %\" } },", "", DiagnosticCodes.Contradiction, 12, 16, "student")]
    [InlineData("\"parameters\": \"-64.7%\", \"macs\": \"-34.9 %\"", "", DiagnosticCodes.Contradiction, 11, 26, "budget")]
    [InlineData("\"sparsify\": {}", "\"sparsify\": { \"rate\": 0.1, \"guard\": { \"metricDrop\": 2 } }", DiagnosticCodes.Contradiction, 10, 27, "guard finds the rate")]
    [InlineData("\"sparsify\": {}", "\"sparsify\": { \"guard\": { \"metricDrop\": 0 } }", DiagnosticCodes.OutOfRange, 10, 44, "more than 0")]
    [InlineData("\"sparsify\": {}", "\"sparsify\": { \"guard\": { } }", DiagnosticCodes.MissingName, 10, 28, "metricDrop")]
    [InlineData("{ \"budget\"", "{ \"sensitivity\": { \"step\": 0.2 }, \"budget\"", DiagnosticCodes.Contradiction, 11, 31, "\"thresholds\": \"sensitivity\"")]
    [InlineData("{ \"budget\"", "{ \"thresholds\": \"sensitivity\", \"scope\": \"layer\", \"budget\"", DiagnosticCodes.Contradiction, 11, 30, "method group")]
    [InlineData("{ \"budget\"", "{ \"thresholds\": \"sensitivity\", \"groups\": [{ \"name\": \"a\", \"layers\": [], \"remove\": 0.5 }], \"budget\"", DiagnosticCodes.Contradiction, 11, 30, "how much to remove already")]
    [InlineData("{ \"budget\"", "{ \"thresholds\": \"sensitivity\", \"sensitivity\": { \"step\": 0.6 }, \"budget\"", DiagnosticCodes.OutOfRange, 11, 70, "at most 0.5")]
    [InlineData("{ \"budget\"", "{ \"floor\": { \"images\": 8 }, \"budget\"", DiagnosticCodes.MissingName, 11, 25, "metricDrop")]
    [InlineData("{ \"budget\"", "{ \"vote\": \"unanimous\", \"budget\"", DiagnosticCodes.OutOfRange, 11, 24, "'unanimous' is not allowed")]
    [InlineData("{ \"budget\"", "{ \"grouping\": \"gcp-yolov5\", \"budget\"", DiagnosticCodes.OutOfRange, 11, 28, "did you mean 'gcp-yolov")]
    [InlineData("{ \"budget\"", "{ \"method\": \"cpmc\", \"grouping\": \"modules\", \"budget\"", DiagnosticCodes.Contradiction, 11, 46, "ranks the whole model")]
    [InlineData("{ \"budget\"", "{ \"recalibrate\": -1, \"budget\"", DiagnosticCodes.OutOfRange, 11, 31, "at least 0")]
    [InlineData("{ \"budget\"", "{ \"weights\": \"fresh\", \"recalibrate\": 4, \"budget\"", DiagnosticCodes.Contradiction, 11, 51, "no statistics")]
    [InlineData("\"sparsify\": {}", "\"sparsify\": { \"scope\": \"layer\" }", DiagnosticCodes.OutOfRange, 10, 28, "'layer' is not allowed")]
    [InlineData("\"voc\"", "\"folder\"", DiagnosticCodes.Contradiction, 6, 23, "\"voc\"")]
    [InlineData("\"epochs\": 12", "\"labelSmoothing\": 0.1", DiagnosticCodes.Contradiction, 9, 34, "belongs to classifiers")]
    [InlineData("\"logits\": { \"temperature\": 4 }", "\"attention\": { \"preset\": \"gcp-yolov4\", \"groups\": [{ \"layers\": [\"auto\"] }] }", DiagnosticCodes.Contradiction, 12, 67, "remove \"groups\" or \"preset\"")]
    [InlineData("\"logits\": { \"temperature\": 4 }", "\"attention\": { \"groups\": [{ \"layers\": [] }] }", DiagnosticCodes.Contradiction, 12, 56, "Name at least one layer")]
    [InlineData("\"logits\": { \"temperature\": 4 }", "\"attention\": { \"groups\": [{ \"weight\": 2 }] }", DiagnosticCodes.MissingName, 12, 44, "\"layers\"")]
    [InlineData("\"logits\": { \"temperature\": 4 }", "\"attention\": { \"groups\": [{ \"weight\": 0, \"layers\": [\"auto\"] }] }", DiagnosticCodes.OutOfRange, 12, 56, "more than 0")]
    [InlineData("\"logits\": { \"temperature\": 4 }", "\"attention\": { \"preset\": \"gcp-yolo\" }", DiagnosticCodes.OutOfRange, 12, 43, "did you mean 'gcp-yolov")]
    [InlineData("\"logits\": { \"temperature\": 4 }", "\"attention\": { \"region\": \"nowhere\" }", DiagnosticCodes.OutOfRange, 12, 43, "all")]
    [InlineData("\"logits\": { \"temperature\": 4 }", "\"boxes\": { \"on\": \"students\" }", DiagnosticCodes.OutOfRange, 12, 35, "assigned")]
    public void Says_what_is_wrong_and_where(string old, string @new, string code, int line, int column, string says)
    {
        var error = Manifests.ErrorAfter(old, @new);

        Assert.Equal((code, line, column), (error.Code, error.Line, error.Column));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_every_cause_in_one_pass_in_the_order_of_the_text()
    {
        var errors = Manifests.Errors(Manifests.Valid
            .Replace("\"seed\": 7", "\"sed\": 7", StringComparison.Ordinal)
            .Replace("\"epochs\": 12", "\"epochs\": -1", StringComparison.Ordinal)
            .Replace("\"root\": \"data\"", "\"root\": \"..\"", StringComparison.Ordinal));

        Assert.Equal([DiagnosticCodes.PathOutOfReach, DiagnosticCodes.UnknownName, DiagnosticCodes.OutOfRange], errors.Select(error => error.Code));
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{", 1, 2)]
    [InlineData("{\n  \"ä😀\": x }", 2, 10)]
    [InlineData("{} {}", 1, 4)]
    public void Points_at_what_is_not_json(string text, int line, int column)
    {
        var error = Assert.Single(Manifests.Errors(text));

        Assert.Equal((DiagnosticCodes.NotJson, line, column), (error.Code, error.Line, error.Column));
    }

    [Fact]
    public void Refuses_text_that_is_not_utf8()
    {
        var error = Assert.Throws<PipelineException>(() => ManifestFile.Parse("/x.modelopt.json", [(byte)'{', 0xFF, (byte)'}']));

        Assert.Equal(DiagnosticCodes.NotJson, Assert.Single(error.Diagnostics).Code);
    }

    [Fact]
    public void Refuses_half_a_surrogate_pair() =>
        Assert.Equal(DiagnosticCodes.NotJson, Manifests.ErrorAfter("\"detector\"", "\"\\ud800\"").Code);

    [Fact]
    public void Counts_columns_as_editors_do()
    {
        // The smiley is two UTF-16 units wide: { " 😀 " : 1 puts the name at column 3 and the next one at 12.
        var errors = Manifests.Errors("{ \"😀\": 1, \"ä\": 2 }");

        Assert.Equal([3, 12], errors.Where(error => error.Code == DiagnosticCodes.UnknownName).Select(error => error.Column));
    }

    [Fact]
    public void Accepts_a_byte_order_mark() =>
        Assert.NotNull(ManifestFile.Parse(Path.Combine(Manifests.Folder, "a.modelopt.json"), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Manifests.Valid)]));

    [Fact]
    public void Names_a_missing_file()
    {
        var error = Assert.Throws<PipelineException>(() => ManifestFile.Read("/nowhere/a.modelopt.json"));

        Assert.Equal(DiagnosticCodes.FileUnreadable, Assert.Single(error.Diagnostics).Code);
        Assert.Contains("/nowhere/a.modelopt.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reaches_to_the_root_of_the_repository()
    {
        var root = Directory.CreateTempSubdirectory("modelopt-reach").FullName;
        Directory.CreateDirectory(Path.Combine(root, ".git"));
        Directory.CreateDirectory(Path.Combine(root, "app"));
        var text = Encoding.UTF8.GetBytes(Manifests.Valid.Replace("\"data\",", "\"../data\",", StringComparison.Ordinal));

        var file = ManifestFile.Parse(Path.Combine(root, "app", "a.modelopt.json"), text);

        Assert.Equal(Path.Combine(root, "data"), file.Resolve(file.Manifest.Data.Root));
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public void A_diagnostic_has_the_canonical_form() =>
        Assert.Equal(
            "/p/a.modelopt.json(3,5): error MOPT1003: \"x\" is not known here.",
            new Diagnostic(Severity.Error, "MOPT1003", "\"x\" is not known here.", "/p/a.modelopt.json", 3, 5).ToString());
}

using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Manifest;

namespace ModelOptimizer.Tests.Hostile.Manifests;

/// <summary>Damaged manifests. What reads names files inside its folder only; what does not has a position for every cause.</summary>
internal sealed class HostileManifest : HostileInput
{
    private const string Detector = """
        {
          "$schema": "modelopt.schema.json",
          "model": { "zoo": "yolov4-tiny", "options": { "inputSize": 256, "width": 0.5, "classes": [1, 2] } },
          "task": "detection",
          "data": { "format": "voc", "root": "data", "train": "train", "classes": ["robot", "ball"] },
          "seed": 7, // the same
          "stages": {
            "train": { "epochs": 12, "augmentation": { "mosaic": 0.5 } },
            "sparsify": { "guard": { } },
            "prune": { "budget": { "parameters": "-64.7%", "bytes": "3 MB", "latency": "4 ms" }, "groups": [{ "layers": ["a*"], "remove": "-10%" }] },
            "distill": { "logits": { "temperature": 4 }, "attention": { "groups": [{ "layers": ["auto"] }] } },
          },
          "gates": { "metricDrop": 0.5, "bytes": "10 MB", "latency": "20 ms" },
          "output": { "name": "detector", "className": "Detector", "postprocess": "nms" },
        }
        """;

    private const string Classifier = """
        {
          "model": { "onnx": "models/resnet.onnx" },
          "task": "classification",
          "data": { "format": "folder", "root": "images", "classes": ["a", "b"], "normalization": { "mean": [0.5, 0.5, 0.5], "deviation": [1, 1, 1] } },
          "stages": { "prune": { "budget": { "macs": "-50%" }, "thresholds": "sensitivity" } }
        }
        """;

    private static readonly string[] Words =
    [
        "model", "zoo", "onnx", "darknet", "task", "data", "stages", "prune", "budget", "distill", "train", "epochs", "groups", "layers", "true", "null", "[]", "{}", "\"\"", "\"../../x\"", "\"/etc/passwd\"",
        "\"a\\u0000b\"", "\"\\uD800\"", "\"79228162514264337593543950335 GB\"", "\"79228162514264337593543950335 s\"", "\"-99.9999999999999999999999999999%\"", "\"0.0000000000000000000000000001 us\"", "/*", "*/", "//",
        "1e400", "-1", "\\u0000", "Detector\\n", "\"model\": 1,", ",", "\"classes\": [",
    ];

    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "modelopt-no-repository", "app");

    public override string Kind => "manifest";

    public override long Constant => 4 << 20;

    public override long Multiple => 4096;

    public override byte[] Make(Random random) => random.Next(3) > 0
        ? TextMutations.Mutate(random, Detector, Classifier, Words, "[")
        : TextMutations.Mutate(random, Classifier, Detector, Words, "{\"a\":");

    public override bool IsRefusal(Exception error) => error is PipelineException;

    public override void Read(byte[] bytes)
    {
        try
        {
            var file = ManifestFile.Parse(Path.Combine(Folder, "detector.modelopt.json"), bytes);
            foreach (var path in (string?[])[file.Manifest.Model.Onnx, file.Manifest.Model.Darknet?.Cfg, file.Manifest.Model.Darknet?.Weights, file.Manifest.Data.Root])
            {
                if (path is not null && !(file.Resolve(path) + "/").StartsWith(Folder + "/", StringComparison.Ordinal))
                {
                    throw new HostileException($"it may read {path}");
                }
            }
        }
        catch (PipelineException refusal)
        {
            if (refusal.Diagnostics.Count == 0 || refusal.Diagnostics.Any(found => !found.Code.StartsWith("MOPT", StringComparison.Ordinal) || found.Line < 1 || found.Column < 1))
            {
                throw new HostileException($"a cause has no code or no position: {refusal.Message}");
            }

            throw;
        }
    }
}

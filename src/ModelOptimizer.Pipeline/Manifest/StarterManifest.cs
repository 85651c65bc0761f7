namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>The manifest that <c>modelopt new</c> writes: valid, commented, to be edited.</summary>
public static class StarterManifest
{
    /// <summary>Its text.</summary>
    public const string Text = """
        {
          // The model to start from: an architecture of the zoo, or { "onnx": "path.onnx" }.
          "model": { "zoo": "yolov4-tiny", "options": { "inputSize": 256 } },
          "task": "detection",

          // A PASCAL VOC data set: data/ImageSets/Main/{train,val,test}.txt, data/Annotations, data/JPEGImages.
          "data": { "format": "voc", "root": "data", "train": "train", "val": "val", "test": "test", "classes": ["first", "second"] },

          // Same seed, same artifact.
          "seed": 1,

          // A stage that is left out is not run.
          "stages": {
            "train": { "epochs": 60 },
            "sparsify": { "epochs": 30 },
            "prune": { "budget": { "parameters": "-64.7%", "macs": "-34.9%" } },
            "distill": { "epochs": 40 },
          },

          // Limits that fail the build: points of mAP lost, size, latency ("latency": "20 ms").
          "gates": { "metricDrop": 1.0, "bytes": "10 MB" },
        }

        """;
}

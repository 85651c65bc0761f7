using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Tool.Tests;

/// <summary>A manifest with a data set of bright squares and dark bars that trains in seconds.</summary>
public sealed class TinyProject : IDisposable
{
    private const int Size = 64;

    private readonly TemporaryFolder folder = new();

    public TinyProject()
    {
        var random = new Random(7);
        Directory.CreateDirectory(folder["data/JPEGImages"]);
        WriteSplit("train", 12, random);
        WriteSplit("val", 4, random);
        WriteSplit("test", 4, random);
        Manifest = WriteManifest("detector");
    }

    public string Manifest { get; }

    public string Data => folder["data"];

    public string this[string name] => folder[name];

    /// <summary>Writes a manifest; gates and stages may be other than the usual.</summary>
    public string WriteManifest(string name, string gates = "", string? stages = null) => folder.Write($"{name}.modelopt.json", $$"""
        {
          "model": { "zoo": "yolov4-tiny", "options": { "inputSize": {{Size}}, "width": 0.125 } },
          "task": "detection",
          "data": { "format": "voc", "test": "test", "classes": ["square", "bar"] },
          "seed": 3, "device": "cpu", "precision": "fp32",
          "stages": {{stages ?? """
        {
            "train": { "epochs": 3, "batchSize": 4, "warmupEpochs": 1 },
            "sparsify": { "epochs": 1, "batchSize": 4 },
            "prune": { "budget": { "parameters": "-20%" } },
            "distill": { "epochs": 1, "batchSize": 4 }
          }
        """}},
          "gates": { {{gates}} }
        }
        """);

    public void Dispose() => folder.Dispose();

    private void WriteSplit(string split, int count, Random random)
    {
        List<string> names = [];
        for (var i = 0; i < count; i++)
        {
            var name = $"{split}{i}";
            names.Add(name);
            var isSquare = i % 2 == 0;
            var (width, height) = isSquare ? (20, 20) : (32, 10);
            var (left, top) = (random.Next(Size - width), random.Next(Size - height));
            PngEncoder.Save(Draw(isSquare, left, top, width, height), folder[$"data/JPEGImages/{name}.png"]);
            folder.Write($"data/Annotations/{name}.xml", $"""
                <annotation><object><name>{(isSquare ? "square" : "bar")}</name><bndbox>
                <xmin>{left + 1}</xmin><ymin>{top + 1}</ymin><xmax>{left + width}</xmax><ymax>{top + height}</ymax></bndbox></object></annotation>
                """);
        }

        folder.Write($"data/ImageSets/Main/{split}.txt", string.Join('\n', names));
    }

    private static RgbImage Draw(bool isSquare, int left, int top, int width, int height)
    {
        var image = new RgbImage(Size, Size);
        image.Pixels.Fill(100);
        for (var y = top; y < top + height; y++)
        {
            image.Row(y).Slice(left * 3, width * 3).Fill(isSquare ? (byte)240 : (byte)10);
        }

        return image;
    }
}

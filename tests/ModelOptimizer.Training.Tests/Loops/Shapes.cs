using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Data.Batches;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Training.Tests.Loops;

/// <summary>Four pictures of 64 x 64 pixels with red squares and green bars, in a folder that lives as long as a test.</summary>
internal sealed class Shapes : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelopt-training-").FullName;

    public Shapes() => Dataset = new(["square", "bar"], [.. Enumerable.Range(0, 4).Select(Draw)], []);

    public DetectionDataset Dataset { get; }

    public static BatchOptions Batches { get; } = new() { InputWidth = 64, InputHeight = 64, BatchSize = 2 };

    public DetectionBatchLoader Loader() => new(Dataset, Batches, AugmentationOptions.None with { HorizontalFlip = 0.5f }, 1);

    public string Folder(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private DetectionSample Draw(int index)
    {
        var image = new RgbImage(64, 64);
        new Random(index).NextBytes(image.Pixels);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)(100 + (image.Pixels[i] / 16));
        }

        LabelledBox[] boxes = [Paint(image, 0, 6 + (8 * index), 8, 12, 12, 0), Paint(image, 1, 30 - (5 * index), 30 + (5 * index), 24, 10, 1)];
        var path = Path.Combine(_folder, $"{index}.png");
        PngEncoder.Save(image, path);
        return new($"{index}", path, "", 64, 64, boxes);
    }

    private static LabelledBox Paint(RgbImage image, int kind, int x, int y, int width, int height, int channel)
    {
        for (var row = y; row < y + height; row++)
        {
            for (var column = x; column < x + width; column++)
            {
                image.Row(row)[(3 * column) + channel] = 250;
            }
        }

        return new(kind, new(x, y, x + width, y + height), false);
    }
}

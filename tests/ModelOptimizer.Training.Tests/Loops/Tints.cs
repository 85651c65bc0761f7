using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Data.Batches;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Training.Tests.Loops;

/// <summary>Eight noisy pictures of 16 x 16 pixels, half of them reddish and half bluish, in a folder that lives as long as a test.</summary>
internal sealed class Tints : IDisposable
{
    public const int Size = 16;

    private readonly string _folder = Directory.CreateTempSubdirectory("modelopt-training-").FullName;

    public Tints()
    {
        foreach (var (name, channel) in (ReadOnlySpan<(string, int)>)[("red", 0), ("blue", 2)])
        {
            Directory.CreateDirectory(Path.Combine(_folder, "train", name));
            for (var index = 0; index < 4; index++)
            {
                PngEncoder.Save(Draw(channel, index), Path.Combine(_folder, "train", name, $"{index}.png"));
            }
        }
    }

    public static string[] Classes { get; } = ["red", "blue"];

    public ClassificationBatchLoader Loader(int batchSize, CropOptions? augmentation = null) => new(
        new(ImageFolderReader.Read(_folder, "train", Classes), Size, Size), new() { BatchSize = batchSize }, ChannelNormalization.ImageNet, augmentation, seed: 1);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static RgbImage Draw(int channel, int index)
    {
        var image = new RgbImage(Size, Size);
        new Random((3 * index) + channel).NextBytes(image.Pixels);
        for (var i = channel; i < image.Pixels.Length; i += 3)
        {
            image.Pixels[i] = (byte)(180 + (image.Pixels[i] / 4));
        }

        return image;
    }
}

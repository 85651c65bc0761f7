using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Augmentation;

/// <summary>A picture moved within its frame and mirrored.</summary>
/// <param name="Left">The picture's column that is drawn first; columns outside it are black.</param>
/// <param name="Top">The picture's row that is drawn first.</param>
/// <param name="MirroredX">Whether left and right are exchanged afterwards.</param>
/// <param name="MirroredY">Whether top and bottom are exchanged afterwards.</param>
internal readonly record struct RandomCrop(int Left, int Top, bool MirroredX, bool MirroredY)
{
    public static RandomCrop Draw(CropOptions options, RandomSequence random) => new(
        random.NextInt32((2 * options.Padding) + 1) - options.Padding,
        random.NextInt32((2 * options.Padding) + 1) - options.Padding,
        random.NextBoolean(options.HorizontalFlip),
        random.NextBoolean(options.VerticalFlip));

    /// <summary>Writes the picture as normalised samples.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="table">As <see cref="ChannelNormalization.Table"/> gives it.</param>
    /// <param name="samples">Height x Width x 3 floats.</param>
    /// <param name="layout">The order of the samples.</param>
    public void CopyTo(RgbImage image, ReadOnlySpan<float> table, Span<float> samples, PixelLayout layout)
    {
        var (width, height) = (image.Width, image.Height);
        var (step, plane) = layout == PixelLayout.ChannelsLast ? (3, 1) : (1, width * height);
        for (var y = 0; y < height; y++)
        {
            var sourceY = Top + (MirroredY ? height - 1 - y : y);
            var row = (uint)sourceY < (uint)height ? image.Row(sourceY) : [];
            var next = y * width * step;
            for (var x = 0; x < width; x++, next += step)
            {
                var p = 3 * (Left + (MirroredX ? width - 1 - x : x));
                var (red, green, blue) = (uint)p < (uint)row.Length ? (row[p], row[p + 1], row[p + 2]) : default;
                samples[next] = table[red];
                samples[next + plane] = table[256 + green];
                samples[next + (2 * plane)] = table[512 + blue];
            }
        }
    }
}

using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Data.Geometry;
using ModelOptimizer.Data.Images;

namespace ModelOptimizer.Data.Batches;

/// <summary>Draws training samples: one image or a mosaic, varied by a sequence of random numbers that belongs to the seed, the epoch and the sample.</summary>
internal sealed class AugmentedSampler(DetectionDataset dataset, ImageCache images, AugmentationOptions options, ulong seed)
{
    /// <summary>The shortest side of an object worth learning, in input pixels.</summary>
    private const float MinimumSide = 1;

    /// <summary>Draws sample <paramref name="index"/> of epoch <paramref name="epoch"/> onto the canvas.</summary>
    /// <returns>The objects on the canvas.</returns>
    public IReadOnlyList<DetectionTarget> Draw(int epoch, int index, RgbImage canvas)
    {
        var random = RandomSequence.Derive(seed, (ulong)epoch, (ulong)index);
        var targets = new List<DetectionTarget>();
        canvas.Pixels.Fill(Letterbox.Grey);
        if (random.NextBoolean(options.Mosaic) && epoch < options.MosaicEndEpoch)
        {
            Span<PixelArea> quadrants = stackalloc PixelArea[Mosaic.Images];
            Mosaic.Split(canvas.Width, canvas.Height, random, quadrants);
            for (var i = 0; i < quadrants.Length; i++)
            {
                var sample = i == 0 ? index : random.NextInt32(dataset.Samples.Count);
                DrawImage(sample, Mosaic.Place(Fit(sample, canvas), quadrants[i], options, random), quadrants[i], random, canvas, targets);
            }
        }
        else
        {
            DrawImage(index, RandomScale.Place(Fit(index, canvas), options, random), new(0, 0, canvas.Width, canvas.Height), random, canvas, targets);
        }

        RandomTranspose.Apply(canvas, targets, options, random);
        HsvJitter.Apply(canvas, options, random);
        return targets;
    }

    private Letterbox Fit(int index, RgbImage canvas)
        => new(dataset.Samples[index].Width, dataset.Samples[index].Height, canvas.Width, canvas.Height);

    private void DrawImage(int index, ImagePlacement placement, PixelArea area, RandomSequence random, RgbImage canvas, List<DetectionTarget> targets)
    {
        placement = RandomFlip.Apply(placement, options, random);
        Resampler.Draw(images.Get(index), placement, canvas, area);
        var sample = dataset.Samples[index];
        foreach (var labelled in sample.Boxes)
        {
            var box = placement.Map(labelled.Box, sample.Width, sample.Height);
            var visible = box.Intersect(area.Edges);
            if (!labelled.Difficult && visible.Width >= MinimumSide && visible.Height >= MinimumSide && visible.Area >= options.MinimumVisibility * box.Area)
            {
                targets.Add(new(labelled.Class, visible.CenterX, visible.CenterY, visible.Width, visible.Height));
            }
        }
    }
}

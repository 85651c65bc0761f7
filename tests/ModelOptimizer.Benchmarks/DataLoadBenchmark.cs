using System.Diagnostics;
using ModelOptimizer.Data.Annotations;
using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Data.Batches;

namespace ModelOptimizer.Benchmarks;

/// <summary>Epochs of augmented batches, every sample a mosaic, prepared by one thread for a consumer that only takes them.</summary>
internal static class DataLoadBenchmark
{
    /// <param name="dataset">The images.</param>
    /// <param name="epochs">Epochs to measure, after one that fills the cache.</param>
    public static ImageRate Run(DetectionDataset dataset, int epochs)
    {
        var loader = new DetectionBatchLoader(dataset, new BatchOptions(), new AugmentationOptions { Mosaic = 1 }, seed: 1);
        var seconds = new double[epochs];
        for (var epoch = -1; epoch < epochs; epoch++)
        {
            var watch = Stopwatch.StartNew();
            foreach (var batch in loader.Epoch(epoch + 1))
            {
                batch.Dispose();
            }

            if (epoch >= 0)
            {
                seconds[epoch] = watch.Elapsed.TotalSeconds;
            }
        }

        return ImageRate.Of(loader.BatchesPerEpoch * loader.BatchSize, seconds);
    }
}

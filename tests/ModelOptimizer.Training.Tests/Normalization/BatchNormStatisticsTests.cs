using ModelOptimizer.Data.Batches;
using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Onnx;
using ModelOptimizer.Graph.Zoo;
using ModelOptimizer.Training.Loops;
using ModelOptimizer.Training.Normalization;
using ModelOptimizer.Training.Runtime;
using ModelOptimizer.Training.Tests.Loops;

namespace ModelOptimizer.Training.Tests.Normalization;

public sealed class BatchNormStatisticsTests : IDisposable
{
    private readonly Tints _tints = new();

    public void Dispose() => _tints.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void Are_those_of_all_images_whatever_the_batches(int batchSize)
    {
        var graph = Identity();

        var measured = BatchNormStatistics.Remeasure(graph, _tints.Loader(batchSize).Read(TestContext.Current.CancellationToken), ComputeTarget.Reference);

        var (mean, variance) = ByHand(_tints, batchSize);
        Assert.Equal(mean, measured.Initializers["bn.mean"].Floats[0], 1e-5);
        Assert.Equal(variance, measured.Initializers["bn.var"].Floats[0], 1e-5);
    }

    [Fact]
    public void Change_nothing_else()
    {
        var graph = Networks.Classifier();
        var before = OnnxFile.ToBytes(graph);

        var measured = BatchNormStatistics.Remeasure(graph, _tints.Loader(4).Read(TestContext.Current.CancellationToken), ComputeTarget.Reference);

        Assert.Equal(before, OnnxFile.ToBytes(graph));
        string[] changed = [.. graph.Initializers.Where(item => !item.Value.Bytes.SequenceEqual(measured.Initializers[item.Key].Bytes)).Select(item => item.Key).Order(StringComparer.Ordinal)];
        Assert.Equal(["conv0/bn.mean", "conv0/bn.var", "conv1/bn.mean", "conv1/bn.var"], changed);
    }

    [Fact]
    public void Cannot_be_measured_without_images() =>
        Assert.Throws<TrainingException>(() => BatchNormStatistics.Remeasure(Networks.Classifier(), Array.Empty<ImageBatch>(), ComputeTarget.Reference));

    // Red alone through a 1 x 1 convolution of weight 1, into a BatchNorm.
    private static ModelGraph Identity()
    {
        var builder = new GraphBuilder("identity", 1);
        builder.Output(builder.Input("images", 3, Tints.Size, Tints.Size).Conv("conv", 1, 1).BatchNorm("bn"), 1, Tints.Size, Tints.Size);
        builder.Graph.Initializers["conv.weight"] = TensorData.Of([1, 3, 1, 1], [1f, 0f, 0f]);
        return builder.Graph;
    }

    // Within each batch the unbiased estimate, as the operator defines it; between batches the plain variance of their means.
    private static (double Mean, double Variance) ByHand(Tints tints, int batchSize)
    {
        var (means, variances) = (new List<double>(), new List<double>());
        foreach (var batch in tints.Loader(batchSize).Read())
        {
            using (batch)
            {
                double[] red = [.. batch.Pixels.Where((_, index) => index % 3 == 0).Select(value => (double)value)];
                means.Add(red.Average());
                variances.Add(red.Sum(value => Math.Pow(value - red.Average(), 2)) / (red.Length - 1));
            }
        }

        return (means.Average(), variances.Average() + means.Average(mean => Math.Pow(mean - means.Average(), 2)));
    }
}

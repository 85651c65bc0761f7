using ModelOptimizer.Data.Annotations;

namespace ModelOptimizer.Data.Tests.Annotations;

public class DetectionDatasetTests
{
    [Theory]
    [InlineData(1, "0")]
    [InlineData(3, "0 3 6")]
    [InlineData(10, "0 1 2 3 4 5 6 7 8 9")]
    [InlineData(11, "0 1 2 3 4 5 6 7 8 9")]
    public void Is_thinned_evenly(int count, string kept)
    {
        var dataset = new DetectionDataset(["a"], [.. Enumerable.Range(0, 10).Select(index => new DetectionSample($"{index}", "", "", 1, 1, []))], []);

        Assert.Equal(kept, string.Join(' ', dataset.Thin(count).Samples.Select(sample => sample.Name)));
    }

    [Fact]
    public void Is_not_thinned_to_nothing() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DetectionDataset(["a"], [], []).Thin(0));
}

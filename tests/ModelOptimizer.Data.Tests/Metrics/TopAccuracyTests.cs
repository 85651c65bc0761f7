using ModelOptimizer.Data.Metrics;

namespace ModelOptimizer.Data.Tests.Metrics;

public sealed class TopAccuracyTests
{
    [Fact]
    public void Counts_first_places_and_places_among_five()
    {
        var accuracy = new TopAccuracy(6);
        accuracy.Add([9, 1, 2, 3, 4, 5], 0);
        accuracy.Add([9, 1, 2, 3, 4, 5], 5);
        accuracy.Add([9, 1, 2, 3, 4, 5], 1);
        accuracy.Add([0, 1, 0, 0, 0, 0], 1);

        var result = accuracy.Compute();

        Assert.Equal((4, 0.5, 0.75), (result.Images, result.Top1, result.Top5));
        Assert.Equal(0.5, result.Classes[1].Recall);
    }

    [Fact]
    public void Of_equal_scores_the_first_wins()
    {
        var accuracy = new TopAccuracy(2);
        accuracy.Add([1, 1], 0);
        accuracy.Add([1, 1], 1);

        Assert.Equal([1, 0], accuracy.Compute().Classes.Select(found => found.Recognised));
    }

    [Fact]
    public void What_is_no_number_is_never_right()
    {
        var accuracy = new TopAccuracy(2);
        accuracy.Add([float.NaN, 1], 0);
        accuracy.Add([float.NaN, float.NaN], 1);

        Assert.Equal(0, accuracy.Compute().Top1);
    }

    [Fact]
    public void Tells_which_classes_are_taken_for_which_the_most_frequent_first()
    {
        var accuracy = new TopAccuracy(3);
        accuracy.Add([0, 0, 1], 0);
        accuracy.Add([1, 0, float.NaN], 2);
        accuracy.Add([1, 0, 0], 2);
        accuracy.Add([1, 0, 0], 0);
        accuracy.Add([float.NaN, float.NaN, float.NaN], 1);

        Assert.Equal([new Confusion(2, 0, 2), new Confusion(0, 2, 1)], accuracy.Compute().Confusions);
    }

    [Fact]
    public void Is_zero_without_images() => Assert.Equal(0, new TopAccuracy(3).Compute().Top1);
}

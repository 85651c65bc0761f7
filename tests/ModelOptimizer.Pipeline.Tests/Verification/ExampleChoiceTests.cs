using ModelOptimizer.Data.Metrics;
using ModelOptimizer.Pipeline.Verification;

namespace ModelOptimizer.Pipeline.Tests.Verification;

public sealed class ExampleChoiceTests
{
    private static readonly IReadOnlyList<Detection> Nothing = [];
    private static readonly IReadOnlyList<Detection> One = [new(0, 0.9f, new(0, 0, 10, 10))];

    [Fact]
    public void The_images_with_most_objects_come_first_then_those_that_differ_most()
    {
        var two = new Detection[] { new(0, 0.9f, new(0, 0, 10, 10)), new(1, 0.8f, new(20, 20, 30, 30)) };

        var chosen = ExampleChoice.Choose([1, 9, 1, 8, 7, 1], [One, One, Nothing, One, One, One], [Nothing, One, two, One, One, One], seed: 1);

        Assert.Equal([1, 3, 4, 2, 0], chosen.Select(choice => choice.Image));
        Assert.Equal("9 objects", chosen[0].Why);
        Assert.Equal("2 detections of one model only", chosen[3].Why);
    }

    [Fact]
    public void Equals_are_chosen_by_the_seed()
    {
        int[] objects = [.. Enumerable.Repeat(1, 50)];
        IReadOnlyList<Detection>[] found = [.. Enumerable.Repeat(Nothing, 50)];

        Assert.Equal(ExampleChoice.Choose(objects, found, found, 3), ExampleChoice.Choose(objects, found, found, 3));
        Assert.NotEqual(ExampleChoice.Choose(objects, found, found, 3), ExampleChoice.Choose(objects, found, found, 4));
    }

    [Fact]
    public void Without_images_nothing_is_chosen() => Assert.Empty(ExampleChoice.Choose([], [], [], 1));

    [Fact]
    public void A_detection_stands_for_one_of_the_others_only() => Assert.Equal(
        1, ExampleChoice.Differences([new(0, 0.9f, new(0, 0, 10, 10)), new(0, 0.8f, new(1, 0, 11, 10))], One));

    [Fact]
    public void Another_class_or_place_is_a_difference() => Assert.Equal(
        4, ExampleChoice.Differences(
            [new(0, 0.9f, new(0, 0, 10, 10)), new(1, 0.9f, new(20, 0, 30, 10))], [new(1, 0.9f, new(0, 0, 10, 10)), new(1, 0.9f, new(27, 0, 37, 10))]));
}

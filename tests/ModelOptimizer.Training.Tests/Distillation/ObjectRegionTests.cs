using ModelOptimizer.Training.Distillation;

namespace ModelOptimizer.Training.Tests.Distillation;

public sealed class ObjectRegionTests
{
    [Fact]
    public void Covers_the_cells_that_a_box_touches()
    {
        // 4 x 2 cells of 16 pixels; x from 15 to 33 touches cells 0 to 2, y from 16 to 32 touches row 1 only.
        float[] region = ObjectRegion.Of([[new(0, 24, 24, 18, 16)], []], (2, 4), (32, 64));

        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 0, .. new float[8]], region);
    }

    [Fact]
    public void Covers_at_least_one_cell_even_of_a_tiny_box_at_the_border() =>
        Assert.Equal([0, 0, 0, 1], ObjectRegion.Of([[new(0, 64, 64, 0.1f, 0.1f)]], (2, 2), (64, 64)));
}

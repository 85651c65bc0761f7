using ModelOptimizer.Tool.Rendering;

namespace ModelOptimizer.Tool.Tests;

public sealed class ColumnsTests
{
    [Theory]
    [InlineData(1.5, "+1.50")]
    [InlineData(-1.25, "-1.25")]
    [InlineData(-0.0, "0.00")]
    [InlineData(-0.001, "0.00")]
    public void Gives_a_change_its_sign_unless_it_rounds_to_nothing(double value, string text) => Assert.Equal(text, Columns.Change(value, 2));
}

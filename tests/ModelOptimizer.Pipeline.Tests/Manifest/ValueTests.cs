using ModelOptimizer.Pipeline.Manifest;

namespace ModelOptimizer.Pipeline.Tests.Manifest;

public class ValueTests
{
    [Theory]
    [InlineData("10 MB", 10_000_000)]
    [InlineData("10MiB", 10_485_760)]
    [InlineData("1.5 kB", 1_500)]
    [InlineData(" 7 B ", 7)]
    [InlineData("2 GB", 2_000_000_000)]
    public void Reads_sizes(string text, long bytes) => Assert.True(ByteSize.TryParse(text, out var size) && size.Bytes == bytes);

    [Theory]
    [InlineData("10")]
    [InlineData("MB")]
    [InlineData("-1 MB")]
    [InlineData("0 MB")]
    [InlineData("1e3 MB")]
    [InlineData("1 mb")]
    [InlineData("99999999999999999999999999999 GB")]
    [InlineData("")]
    public void Refuses_other_sizes(string text) => Assert.False(ByteSize.TryParse(text, out _));

    [Theory]
    [InlineData("20 ms", 20)]
    [InlineData("1.5s", 1500)]
    [InlineData("250 us", 0.25)]
    public void Reads_times(string text, double milliseconds) => Assert.True(Duration.TryParse(text, out var time) && time.Milliseconds == milliseconds);

    [Theory]
    [InlineData("20")]
    [InlineData("20 minutes")]
    [InlineData("0 ms")]
    public void Refuses_other_times(string text) => Assert.False(Duration.TryParse(text, out _));

    [Theory]
    [InlineData("-50%", -0.5)]
    [InlineData("-64.7 %", -0.647)]
    public void Reads_reductions(string text, double fraction) => Assert.True(Percentage.TryParse(text, out var change) && change.Fraction == fraction);

    [Theory]
    [InlineData("-100%")]
    [InlineData("0%")]
    [InlineData("50%")]
    [InlineData("-50")]
    [InlineData("%")]
    public void Refuses_other_reductions(string text) => Assert.False(Percentage.TryParse(text, out _));

    [Fact]
    public void What_is_written_reads_back()
    {
        Assert.True(Percentage.TryParse(new Percentage(-0.647).ToString(), out var change) && change == new Percentage(-0.647));
        Assert.True(ByteSize.TryParse(new ByteSize(1234).ToString(), out var size) && size == new ByteSize(1234));
        Assert.True(Duration.TryParse(new Duration(0.25).ToString(), out var time) && time == new Duration(0.25));
    }
}

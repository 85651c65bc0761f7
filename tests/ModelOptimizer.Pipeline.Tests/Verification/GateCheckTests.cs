using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Verification;

namespace ModelOptimizer.Pipeline.Tests.Verification;

public class GateCheckTests
{
    private static readonly GateOptions Gates = new() { MetricDrop = 0.5, Bytes = new(1000), Latency = new(20) };

    [Theory]
    [InlineData(0.5, 1000, 20, "")]
    [InlineData(0.51, 1000, 20, "metricDrop")]
    [InlineData(-3, 1001, 20, "bytes")]
    [InlineData(0, 1, 20.1, "latency")]
    [InlineData(double.NaN, 1, 1, "metricDrop")]
    public void A_limit_fails_what_exceeds_it(double drop, long bytes, double latency, string failing) =>
        Assert.Equal(failing, string.Join(' ', GateCheck.All(Gates, drop, bytes, latency).Where(gate => !gate.Passed).Select(gate => gate.Name)));

    [Fact]
    public void What_is_not_limited_is_not_checked() => Assert.Empty(GateCheck.All(new(), 100, long.MaxValue, double.MaxValue));

    [Theory]
    [InlineData(new[] { 3.0, 1.0, 2.0 }, 2, 1)]
    [InlineData(new[] { 4.0, 1.0, 2.0, 3.0 }, 2.5, 1)]
    [InlineData(new[] { 7.0 }, 7, 7)]
    public void Latency_is_the_median(double[] runs, double median, double fastest) =>
        Assert.Equal(new Latency(median, fastest, runs.Length), Latency.Of([.. runs]));
}

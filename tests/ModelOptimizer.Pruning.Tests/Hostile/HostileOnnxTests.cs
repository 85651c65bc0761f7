using ModelOptimizer.Tests.Hostile;
using ModelOptimizer.Tests.Hostile.Onnx;

namespace ModelOptimizer.Pruning.Tests.Hostile;

/// <summary>Here rather than with the graph's own tests, because what reads goes on to channel coupling.</summary>
public class HostileOnnxTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Damaged_models_are_read_or_refused_with_their_own_exception(int seed) => Assert.Empty(new HostileRun(new HostileOnnx(), seed).Run(0, 10_000));

    [Fact]
    public void Undamaged_models_are_read() => Assert.All(OnnxSeeds.Models, model => new HostileOnnx().Read(model));

    [Fact]
    public void A_case_can_be_had_again() => Assert.Equal(new HostileRun(new HostileOnnx(), 5).Case(17), new HostileRun(new HostileOnnx(), 5).Case(17));
}

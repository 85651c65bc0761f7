using ModelOptimizer.Graph;

namespace ModelOptimizer.Training.Tests.Conformance;

/// <summary>Importer and executor against the tests of the ONNX project, at the tolerance of those tests.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Names => [.. OnnxTestSuite.Names];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Names))]
    public void Agrees_with_the_ONNX_test(string name)
    {
        if (!ConformanceExceptions.Reasons.TryGetValue(name, out var reason))
        {
            Assert.Null(OnnxTestSuite.Case(name).Difference());
        }
        else
        {
            Assert.True(Fails(name), $"{name} passes, so it is no exception any more: {reason}");
        }
    }

    [Fact]
    public void The_suite_is_complete()
    {
        SkipWithoutSuite();
        Assert.True(OnnxTestSuite.Names.Count >= 628, $"Only {OnnxTestSuite.Names.Count} tests were found.");
        Assert.Empty(ConformanceExceptions.Reasons.Keys.Except(OnnxTestSuite.Names));
    }

    private static bool Fails(string name)
    {
        try
        {
            return OnnxTestSuite.Case(name).Difference() is not null;
        }
        catch (Exception error) when (error is TrainingException or GraphException)
        {
            return true;
        }
    }

    private static void SkipWithoutSuite() =>
        Assert.SkipUnless(Directory.Exists(OnnxTestSuite.Root), $"The ONNX operator tests are not at {OnnxTestSuite.Root}; build/setup installs them (libonnx-testdata).");
}

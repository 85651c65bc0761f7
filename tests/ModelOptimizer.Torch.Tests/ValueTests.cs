using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Torch.Tests;

/// <summary>Operators against values worked out by hand (or read from a table of the function).</summary>
public class ValueTests
{
    public static TheoryData<string> Operators => [.. OperatorValues.Table.Keys];

    [Theory]
    [MemberData(nameof(Operators))]
    public void Gives_the_hand_calculated_values(string name)
    {
        using var scope = NewDisposeScope();
        var (compute, expected) = OperatorValues.Table[name];
        var actual = compute().to(float64).contiguous().data<double>().ToArray();
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5);
    }
}

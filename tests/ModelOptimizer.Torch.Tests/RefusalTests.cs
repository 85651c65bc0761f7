using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Torch.Tests;

/// <summary>What the System binding refuses, or says, where TorchSharp does otherwise; the product relies on neither.</summary>
public class RefusalTests
{
    [Fact]
    public void Names_of_dimensions_are_refused()
        => Assert.Throws<NotSupportedException>(() => zeros(2, names: ["n"]));

    // TorchSharp's messages carry libtorch's backtrace.
    [Fact]
    public void Messages_have_no_backtrace()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => ones(2, 3) + ones(4));
        Assert.DoesNotContain("frame #", error.Message, StringComparison.Ordinal);
    }

    // TorchSharp lets the C++ exception end the process.
    [Fact]
    public void A_gradient_of_an_unused_input_is_refused()
    {
        using var scope = NewDisposeScope();
        var x = tensor([2.0], requires_grad: true);
        var unused = tensor([2.0], requires_grad: true);
        Assert.Throws<ExternalException>(() => autograd.grad([x.square()], [unused]));
    }

    [Fact]
    public void A_stream_of_another_format_is_refused()
        => Assert.Throws<InvalidDataException>(() => Tensor.Load(new MemoryStream([99, 1, 4])));
}

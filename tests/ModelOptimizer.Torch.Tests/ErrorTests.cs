using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Torch.Tests;

public class ErrorTests
{
    [Fact]
    public void A_shape_mismatch_is_an_exception_with_its_cause()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => ones(2, 3) + ones(4));
        Assert.Contains("must match the size", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_result_reports_errors()
    {
        using var scope = NewDisposeScope();
        var t = ones(2, 3);
        Assert.Throws<ExternalException>(() => t.add_(ones(4)));
        Assert.Throws<ExternalException>(() => t.chunk(2, 7));
        Assert.Throws<ExternalException>(() => t.max(7));
        Assert.Throws<ExternalException>(() => t.size(7));
        Assert.Throws<ExternalException>(() => t.ToScalar());
        Assert.Throws<ExternalException>(() => t.backward());
        Assert.Throws<ExternalException>(() => torch.load("no such file"));
        Assert.Throws<ExternalException>(() => ones([2], int64, requires_grad: true));
    }

    [Fact]
    public void Errors_other_than_libtorchs_own_are_exceptions_too()
        => Assert.Throws<ExternalException>(() => empty(long.MaxValue / 8)); // std::bad_alloc or an overflow, by the allocator

    [Fact]
    public void An_error_belongs_to_its_thread()
    {
        using var scope = NewDisposeScope();
        var t = ones(2);
        Parallel.For(0, 50, i =>
        {
            using var own = NewDisposeScope();
            var error = Assert.Throws<ExternalException>(() => ones(i + 2) + ones(i + 3));
            Assert.Contains($"({i + 2})", error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_disposed_tensor_refuses_to_be_used()
    {
        var t = ones(2);
        t.Dispose();
        t.Dispose();
        Assert.Throws<InvalidOperationException>(() => t.sum());
        Assert.Throws<InvalidOperationException>(() => t.shape);
    }

    [Fact]
    public void Cuda_is_refused_by_name()
    {
        Assert.False(cuda.is_available());
        Assert.False(TryInitializeDeviceType(DeviceType.CUDA));
        using var t = ones(2);
        foreach (var request in new Action[] { () => t.to("cuda:0"), () => t.cuda(), () => _ = CUDA, () => zeros(2, device: new Device("cuda")), () => device("cuda") })
            Assert.Contains("CUDA", Assert.Throws<InvalidOperationException>(request).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_cannot_be_joined()
        => Assert.Throws<ArgumentException>(() => cat([]));

    [Fact]
    public void Sizes_and_scale_factors_must_suit_the_input()
    {
        using var image = ones(1, 1, 2, 3);
        Assert.Throws<ExternalException>(() => nn.functional.interpolate(image, [4]));
        Assert.Throws<ExternalException>(() => nn.functional.interpolate(image, scale_factor: [2]));
        Assert.Throws<ExternalException>(() => nn.functional.interpolate(image, [4, 4], [2, 2]));
        Assert.Throws<ExternalException>(() => nn.functional.interpolate(image));
        Assert.Throws<ExternalException>(() => nn.functional.interpolate(image, [4, 4], align_corners: true));
        Assert.Throws<ExternalException>(() => nn.functional.interpolate(image, [4, 4], antialias: true));
    }
}

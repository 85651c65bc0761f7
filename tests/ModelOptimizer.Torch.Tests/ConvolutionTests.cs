using TorchSharp;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Torch.Tests;

public class ConvolutionTests
{
    // Input 1..9 in 3 x 3, kernel ((1, 2), (3, 4)), bias 10: 1+4+12+20 = 37, 2+6+15+24 = 47, 4+10+21+32 = 67, 5+12+24+36 = 77.
    [Fact]
    public void Correlates_the_kernel_with_the_input()
    {
        using var scope = torch.NewDisposeScope();
        var y = functional.conv2d(Image(), Kernel(), torch.tensor([10f]));
        Assert.Equal([1, 1, 2, 2], y.shape);
        Assert.Equal([47f, 57f, 77f, 87f], y.data<float>().ToArray());
    }

    [Fact]
    public void Stride_and_padding_select_positions()
    {
        using var scope = torch.NewDisposeScope();
        var y = functional.conv2d(Image(), Kernel(), strides: [2, 2], padding: [1, 1]);
        // corners of the padded 5 x 5: 4*1, 3*2+4*3, 2*4+4*7, 1*5+2*6+3*8+4*9
        Assert.Equal([4f, 18f, 36f, 77f], y.data<float>().ToArray());
    }

    [Fact]
    public void Groups_see_their_own_channels_only()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.cat([Image(), Image() * 10], 1);
        var y = functional.conv2d(x, torch.tensor([1f, 2f], [2, 1, 1, 1]), groups: 2);
        Assert.Equal([1f, 20f], [y[0, 0, 0, 0].item<float>(), y[0, 1, 0, 0].item<float>()]);
    }

    [Fact]
    public void Transposed_convolution_spreads_the_kernel()
    {
        using var scope = torch.NewDisposeScope();
        var y = functional.conv_transpose2d(torch.tensor([1f, 2f], [1, 1, 1, 2]), Kernel(), strides: [2, 2]);
        Assert.Equal([1f, 2f, 2f, 4f, 3f, 4f, 6f, 8f], y.data<float>().ToArray());
    }

    [Fact]
    public void A_kernel_of_depth_one_convolves_a_volume_as_an_image()
    {
        using var scope = torch.NewDisposeScope();
        var y = functional.conv3d(Image().unsqueeze(2), Kernel().unsqueeze(2), torch.tensor([10f]));
        Assert.Equal([1, 1, 1, 2, 2], y.shape);
        Assert.Equal([47f, 57f, 77f, 87f], y.data<float>().ToArray());
        var back = functional.conv_transpose3d(torch.tensor([1f, 2f], [1, 1, 1, 1, 2]), Kernel().unsqueeze(2), strides: [1, 2, 2]);
        Assert.Equal([1f, 2f, 2f, 4f, 3f, 4f, 6f, 8f], back.data<float>().ToArray());
    }

    [Fact]
    public void Channels_last_gives_the_same_values_and_stays_channels_last()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(3);
        var x = torch.randn(2, 8, 6, 6);
        var w = torch.randn(4, 8, 3, 3);
        var expected = functional.conv2d(x, w, padding: [1, 1]);
        var y = functional.conv2d(ChannelsLast(x), ChannelsLast(w), padding: [1, 1]);
        Assert.Equal([144, 1, 24, 4], y.stride());
        Assert.True(y.allclose(expected, 1e-4, 1e-5));
    }

    [Fact]
    public void Bfloat16_runs_forward_and_backward_in_channels_last()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(4);
        var x = torch.randn(2, 16, 8, 8);
        var master = torch.randn(8, 16, 3, 3) / 12;
        var weight = new TorchSharp.Modules.Parameter(ChannelsLast(master));
        var y = functional.conv2d(ChannelsLast(x).to(torch.bfloat16), weight.to(torch.bfloat16), padding: [1, 1]);
        Assert.Equal(torch.bfloat16, y.dtype);
        Assert.Equal([512, 1, 64, 8], y.stride());
        var exact = functional.conv2d(x, master, padding: [1, 1]);
        Assert.True((y.to(torch.float32) - exact).abs().max().item<float>() < 0.05f);

        y.to(torch.float32).square().sum().backward();
        var reference = new TorchSharp.Modules.Parameter(master.clone());
        functional.conv2d(x, reference, padding: [1, 1]).square().sum().backward();
        Assert.Equal(torch.float32, weight.grad!.dtype);
        Assert.Equal(weight.stride(), weight.grad!.stride());
        var error = (weight.grad! - reference.grad!).norm() / reference.grad!.norm();
        Assert.True(error.item<float>() < 0.02f);
    }

    [Fact]
    public void Batch_norm_takes_bfloat16_activations_with_float_statistics()
    {
        using var scope = torch.NewDisposeScope();
        var x = ChannelsLast(torch.randn(2, 4, 3, 3)).to(torch.bfloat16);
        var mean = torch.zeros(4);
        var y = functional.batch_norm(x, mean, torch.ones(4), torch.ones(4), torch.zeros(4), training: true);
        Assert.Equal(torch.bfloat16, y.dtype);
        Assert.NotEqual(0f, mean.abs().sum().item<float>());
    }

    private static torch.Tensor Image() => torch.arange(1, 10, dtype: torch.float32).view(1, 1, 3, 3);

    private static torch.Tensor Kernel() => torch.tensor([1f, 2f, 3f, 4f], [1, 1, 2, 2]);

    private static torch.Tensor ChannelsLast(torch.Tensor t) => t.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}

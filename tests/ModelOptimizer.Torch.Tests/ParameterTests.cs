using TorchSharp;
using TorchSharp.Modules;

namespace ModelOptimizer.Torch.Tests;

public class ParameterTests
{
    [Fact]
    public void Moves_the_handle_out_of_its_data()
    {
        var data = torch.ones(2);
        using var parameter = new Parameter(data);
        Assert.True(data.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => data.sum());
        Assert.True(parameter.requires_grad);
    }

    [Fact]
    public void May_be_frozen()
    {
        using var parameter = new Parameter(torch.ones(2), requires_grad: false);
        Assert.False(parameter.requires_grad);
    }

    [Fact]
    public void Keeps_the_strides_of_its_data()
    {
        using var scope = torch.NewDisposeScope();
        var nhwc = torch.ones(2, 3, 4, 5).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        var strides = nhwc.stride();
        Assert.Equal([60, 1, 15, 3], strides);
        Assert.Equal(strides, new Parameter(nhwc).stride());
    }

    [Fact]
    public void Gradient_can_be_set_to_null()
    {
        using var scope = torch.NewDisposeScope();
        var parameter = new Parameter(torch.ones(2));
        (parameter * 3).sum().backward();
        Assert.Equal([3f, 3f], parameter.grad!.data<float>().ToArray());
        parameter.grad = null;
        Assert.Null(parameter.grad);
    }
}

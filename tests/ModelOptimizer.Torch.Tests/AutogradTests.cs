using TorchSharp;
using static TorchSharp.torch;

namespace ModelOptimizer.Torch.Tests;

public class AutogradTests
{
    [Fact]
    public void Gradients_add_up_over_backward_passes()
    {
        using var scope = NewDisposeScope();
        var x = tensor([2.0], requires_grad: true);
        x.square().backward();
        x.square().backward();
        Assert.Equal(8.0, x.grad!.item<double>());
    }

    [Fact]
    public void Nothing_is_recorded_under_no_grad()
    {
        using var scope = NewDisposeScope();
        var x = ones(1, requires_grad: true);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
                Assert.True((x * 2).requires_grad);
            Assert.False(is_grad_enabled());
        }
        Assert.True(is_grad_enabled());
        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void Inference_mode_ends_with_its_guard()
    {
        using (inference_mode())
            Assert.True(is_inference_mode_enabled());
        Assert.False(is_inference_mode_enabled());
    }

    [Fact]
    public void Retained_gradients_of_inner_tensors_are_readable()
    {
        using var scope = NewDisposeScope();
        var x = tensor([3.0], requires_grad: true);
        var y = x * 2;
        Assert.False(y.is_leaf);
        y.retain_grad();
        y.square().backward();
        Assert.Equal(12.0, y.grad!.item<double>());
    }

    [Fact]
    public void Detached_tensors_share_memory_but_no_history()
    {
        using var scope = NewDisposeScope();
        var x = tensor([3.0], requires_grad: true);
        var detached = (x * 2).detach();
        Assert.False(detached.requires_grad);
        Assert.True((x * 2).requires_grad);
    }

    // d/dx x^3 = 3 x^2 = 12 at 2, d/dx of that = 6 x = 12
    [Fact]
    public void Gradients_of_gradients()
    {
        using var scope = NewDisposeScope();
        var x = tensor([2.0], requires_grad: true);
        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        Assert.Equal(12.0, first.item<double>());
        var second = autograd.grad([first], [x])[0];
        Assert.Equal(12.0, second.item<double>());
        Assert.Null(x.grad);
    }

    [Fact]
    public void Unused_inputs_have_no_gradient_if_allowed()
    {
        using var scope = NewDisposeScope();
        var x = tensor([2.0], requires_grad: true);
        var unused = tensor([2.0], requires_grad: true);
        var gradients = autograd.grad([x.square()], [unused, x], allow_unused: true);
        Assert.True(gradients[0].IsInvalid);
        Assert.Equal(4.0, gradients[1].item<double>());
    }

    [Fact]
    public void Backward_takes_the_gradient_of_a_vector()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, 2.0], requires_grad: true);
        x.square().backward([tensor([1.0, 10.0])]);
        Assert.Equal([2.0, 40.0], x.grad!.data<double>().ToArray());
    }

    [Fact]
    public void Retained_graphs_run_backward_twice()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0], requires_grad: true);
        var y = x.square();
        y.backward(retain_graph: true);
        y.backward();
        Assert.Equal(4.0, x.grad!.item<double>());
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => y.backward());
    }

    [Fact]
    public void An_optimizer_step_between_forward_and_backward_is_noticed()
    {
        using var scope = NewDisposeScope();
        var p = new TorchSharp.Modules.Parameter(tensor([2.0]));
        p.grad = tensor([1.0]);
        var y = p.square();
        torch.optim.SGD([p], 0.1).step();
        var error = Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => y.backward());
        Assert.Contains("inplace", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Anomaly_mode_ends_with_its_guard()
    {
        using (autograd.detect_anomaly())
            Assert.True(AnomalyMode.IsEnabled);
        Assert.False(AnomalyMode.IsEnabled);
    }
}

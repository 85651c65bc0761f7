using TorchSharp;
using TorchSharp.Modules;

namespace ModelOptimizer.Torch.Tests;

public class OptimizerTests
{
    // p = 1, g = 0.5 twice, lr 0.1, momentum 0.9, nesterov, no decay:
    // step 1: b = 0.5,  update 0.5 + 0.9 * 0.5  = 0.95,  p = 1 - 0.095    = 0.905
    // step 2: b = 0.95, update 0.5 + 0.9 * 0.95 = 1.355, p = 0.905 - 0.1355 = 0.7695
    [Fact]
    public void Nesterov_momentum_follows_the_hand_calculation()
    {
        using var scope = torch.NewDisposeScope();
        var p = new Parameter(torch.tensor([1.0]));
        var sgd = torch.optim.SGD([p], learningRate: 0.1, momentum: 0.9, nesterov: true);
        Step(sgd, p, 0.5);
        Assert.Equal(0.905, p.item<double>(), 12);
        Step(sgd, p, 0.5);
        Assert.Equal(0.7695, p.item<double>(), 12);
    }

    // p = 2, g = 0.3, wd 0.1, lr 0.5, no momentum: d = 0.3 + 0.2 = 0.5, p = 2 - 0.25 = 1.75
    [Fact]
    public void Weight_decay_adds_to_the_gradient()
    {
        using var scope = torch.NewDisposeScope();
        var p = new Parameter(torch.tensor([2.0]));
        Step(torch.optim.SGD([p], 0.5, weight_decay: 0.1), p, 0.3);
        Assert.Equal(1.75, p.item<double>(), 12);
    }

    // momentum 0.9, dampening 0.5, g = 1: b1 = 1, p = 0 - 0.1; b2 = 0.9 + 0.5 = 1.4, p = -0.1 - 0.14 = -0.24
    [Fact]
    public void Dampening_starts_with_the_second_step()
    {
        using var scope = torch.NewDisposeScope();
        var p = new Parameter(torch.tensor([0.0]));
        var sgd = torch.optim.SGD([p], 0.1, momentum: 0.9, dampening: 0.5);
        Step(sgd, p, 1);
        Step(sgd, p, 1);
        Assert.Equal(-0.24, p.item<double>(), 12);
    }

    [Fact]
    public void Every_group_has_its_own_rate_and_decay()
    {
        using var scope = torch.NewDisposeScope();
        var a = new Parameter(torch.tensor([1.0]));
        var b = new Parameter(torch.tensor([1.0]));
        var sgd = torch.optim.SGD([new SGD.ParamGroup([a], lr: 0.1, weight_decay: 1), new SGD.ParamGroup([b], lr: 0.01)], learningRate: 5);
        a.grad = torch.tensor([1.0]);
        b.grad = torch.tensor([1.0]);
        sgd.step();
        Assert.Equal(0.8, a.item<double>(), 12);
        Assert.Equal(0.99, b.item<double>(), 12);
        foreach (var group in sgd.ParamGroups)
            group.LearningRate = 0;
        sgd.step();
        Assert.Equal(0.8, a.item<double>(), 12);
    }

    [Fact]
    public void Parameters_without_a_gradient_stay()
    {
        using var scope = torch.NewDisposeScope();
        var p = new Parameter(torch.tensor([1.0]));
        var sgd = torch.optim.SGD([p], 0.1, momentum: 0.9, weight_decay: 1);
        sgd.step();
        Assert.Equal(1.0, p.item<double>());
    }

    [Fact]
    public void A_step_is_the_same_in_any_memory_layout()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        var values = torch.randn(4, 3, 3, 3);
        var gradient = torch.randn(4, 3, 3, 3);
        var plain = new Parameter(values.clone());
        var nhwc = new Parameter(ChannelsLast(values));
        var mixed = new Parameter(ChannelsLast(values)); // gradient in the other layout: takes the operator path
        var sgd = torch.optim.SGD([plain, nhwc, mixed], 0.1, momentum: 0.9, weight_decay: 0.01, nesterov: true);
        for (var i = 0; i < 3; i++)
        {
            plain.grad = gradient.clone();
            nhwc.grad = ChannelsLast(gradient);
            mixed.grad = gradient.clone();
            sgd.step();
        }
        Assert.True(plain.allclose(nhwc, 1e-6, 1e-7));
        Assert.True(plain.allclose(mixed, 1e-6, 1e-7));
        Assert.Equal([27, 1, 9, 3], nhwc.stride());
    }

    [Fact]
    public void Zero_grad_clears_in_place()
    {
        using var scope = torch.NewDisposeScope();
        var p = new Parameter(torch.tensor([1.0]));
        p.grad = torch.tensor([3.0]);
        torch.optim.SGD([p], 0.1).zero_grad();
        Assert.Equal(0.0, p.grad!.item<double>());
    }

    [Fact]
    public void Momentum_buffers_are_readable_and_restorable()
    {
        using var scope = torch.NewDisposeScope();
        var p = new Parameter(torch.tensor([1.0]));
        var sgd = torch.optim.SGD([p], 0.1, momentum: 0.9);
        Assert.Null(((SGD.State)sgd.state_dict().State[0]).momentum_buffer);
        Step(sgd, p, 2);
        Assert.Equal(2.0, ((SGD.State)sgd.state_dict().State[0]).momentum_buffer!.item<double>());

        var q = new Parameter(p.detach().clone());
        var resumed = torch.optim.SGD([q], 0.1, momentum: 0.9);
        ((SGD.State)resumed.state_dict().State[0]).momentum_buffer = torch.tensor([2.0]).DetachFromDisposeScope();
        Step(sgd, p, 1);
        Step(resumed, q, 1);
        Assert.Equal(p.item<double>(), q.item<double>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_stored_state_continues_where_it_stopped(bool adam)
    {
        using var scope = torch.NewDisposeScope();
        var p = new Parameter(torch.tensor([1.0, -2.0]));
        OptimizerHelper Create(Parameter of) => adam ? torch.optim.Adam([of], 0.1, amsgrad: true) : torch.optim.SGD([of], 0.1, momentum: 0.9);
        var original = Create(p);
        Step(original, p, 2);
        using var stream = new MemoryStream();
        original.save_state_dict(new BinaryWriter(stream));
        stream.Position = 0;
        var q = new Parameter(p.detach().clone());
        var resumed = Create(q);
        resumed.load_state_dict(new BinaryReader(stream));
        Step(original, p, 1);
        Step(resumed, q, 1);
        Assert.Equal(p.data<double>().ToArray(), q.data<double>().ToArray());
    }

    [Fact]
    public void Buffers_outlive_the_scope_of_their_step()
    {
        using var p = new Parameter(torch.tensor([1.0]));
        using var sgd = torch.optim.SGD([p], 0.1, momentum: 0.9);
        for (var i = 0; i < 2; i++)
        {
            using var scope = torch.NewDisposeScope();
            Step(sgd, p, 1);
        }
        Assert.Equal(1.9, ((SGD.State)sgd.state_dict().State[0]).momentum_buffer!.item<double>(), 12);
    }

    // Adam's first step moves by lr * g / (|g| + eps), whatever the betas: m^ = g, v^ = g^2.
    // Second, with g = 1 again: m^ = v^ = 1, so lr again.
    [Fact]
    public void Adam_follows_the_hand_calculation()
    {
        using var scope = torch.NewDisposeScope();
        var p = new Parameter(torch.tensor([1.0]));
        var adam = torch.optim.Adam([p], lr: 0.1, eps: 0);
        Step(adam, p, 1);
        Assert.Equal(0.9, p.item<double>(), 12);
        Step(adam, p, 1);
        Assert.Equal(0.8, p.item<double>(), 12);
    }

    // After g = 1, then g = -1: m2 = 0.9 * 0.1 - 0.1 = -0.01, m^ = -0.01 / 0.19; v^ = 1; p = 0.9 + 0.1 * 0.01 / 0.19
    [Fact]
    public void Adam_averages_gradients_with_bias_correction()
    {
        using var scope = torch.NewDisposeScope();
        var p = new Parameter(torch.tensor([1.0]));
        var adam = torch.optim.Adam([p], lr: 0.1, eps: 0);
        Step(adam, p, 1);
        Step(adam, p, -1);
        Assert.Equal(0.9 + (0.001 / 0.19), p.item<double>(), 12);
    }

    // Norm of (3, 4) is 5; clipped to 1: scale 1 / 5.000001.
    [Fact]
    public void Clips_the_norm_of_all_gradients_together()
    {
        using var scope = torch.NewDisposeScope();
        var a = new Parameter(torch.zeros(1));
        var b = new Parameter(torch.zeros(1));
        var none = new Parameter(torch.zeros(1));
        a.grad = torch.tensor([3f]);
        b.grad = torch.tensor([4f]);
        Assert.Equal(5, torch.nn.utils.clip_grad_norm_([a, b, none], 1), 6);
        Assert.Equal(0.6f, a.grad!.item<float>(), 5);
        Assert.Equal(0.8f, b.grad!.item<float>(), 5);
        Assert.Equal(1, torch.nn.utils.clip_grad_norm_([a, b], 10), 5);
        Assert.Equal(0.6f, a.grad!.item<float>(), 5);
    }

    // 1,001 gradients of 0.5 and one of 2: sqrt(1001 / 4 + 4); their largest magnitude is 2.
    [Theory]
    [InlineData(2, 15.9452187)]
    [InlineData(double.PositiveInfinity, 2)]
    [InlineData(1, 502.5)]
    public void Norms_of_any_order_and_length(double order, double expected)
    {
        using var scope = torch.NewDisposeScope();
        var a = new Parameter(torch.zeros(1001));
        var b = new Parameter(torch.zeros(1, dtype: torch.float64));
        a.grad = torch.full(1001, -0.5);
        b.grad = torch.full(1, 2, torch.float64);
        Assert.Equal(expected, torch.nn.utils.clip_grad_norm_([a, b], 1e9, order), 6);
    }

    [Fact]
    public void Refuses_nesterov_without_momentum()
        => Assert.Throws<ArgumentException>(() => torch.optim.SGD([new Parameter(torch.ones(1))], 0.1, nesterov: true));

    private static torch.Tensor ChannelsLast(torch.Tensor t) => t.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    private static void Step(torch.optim.Optimizer optimizer, Parameter p, double gradient)
    {
        using var value = torch.full(p.shape, gradient, torch.float64);
        p.grad = value;
        optimizer.step();
    }
}

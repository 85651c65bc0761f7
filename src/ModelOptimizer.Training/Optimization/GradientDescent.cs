using ModelOptimizer.Training.Execution;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Optimization;

/// <summary>SGD with Nesterov momentum over a graph's parameters: weights decay, biases, scales and shifts do not.</summary>
public sealed class GradientDescent : IDisposable
{
    private readonly SGD _optimizer;
    private readonly Parameter[] _parameters;
    private readonly string[] _order;
    private readonly double _gradientClip;

    /// <summary>An optimizer without momentum built up yet.</summary>
    public GradientDescent(GraphParameters parameters, OptimizationOptions options)
    {
        var decaying = parameters.Trained.Where(parameter => parameter.Role == ParameterRole.Weight).ToArray();
        var others = parameters.Trained.Where(parameter => parameter.Role != ParameterRole.Weight).ToArray();
        _order = [.. decaying.Concat(others).Select(parameter => parameter.Name)];
        _parameters = [.. parameters.Trained.Select(parameter => parameter.Tensor)];
        _gradientClip = options.GradientClip;
        _optimizer = optim.SGD([Group(decaying, options.WeightDecay), Group(others, 0)], options.LearningRate, options.Momentum, nesterov: options.Momentum > 0);

        SGD.ParamGroup Group(GraphParameter[] members, double decay) => new(
            members.Select(parameter => parameter.Tensor).ToArray(), options.LearningRate, options.Momentum, weight_decay: decay, nesterov: options.Momentum > 0);
    }

    /// <summary>Limits the norm of the gradient of all parameters together.</summary>
    public void ClipGradient()
    {
        if (_gradientClip > 0)
        {
            _ = nn.utils.clip_grad_norm_(_parameters, _gradientClip);
        }
    }

    /// <summary>Changes the parameters by their gradients.</summary>
    public void Step(double learningRate)
    {
        foreach (var group in _optimizer.ParamGroups)
        {
            group.LearningRate = learningRate;
        }

        _ = _optimizer.step();
    }

    /// <summary>The momentum of every parameter that has been updated, by the parameter's name.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> Momentum =>
        States().Where(item => item.State.momentum_buffer is not null).Select(item => (item.Name, item.State.momentum_buffer!));

    /// <summary>Continues with momentum saved before.</summary>
    /// <param name="momentum">As <see cref="Momentum"/> gave it.</param>
    public void Restore(IReadOnlyDictionary<string, Tensor> momentum)
    {
        foreach (var (name, state) in States())
        {
            if (momentum.TryGetValue(name, out var tensor))
            {
                state.momentum_buffer?.Dispose();
                state.momentum_buffer = tensor.ChannelsLast().clone().DetachFromDisposeScope();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _optimizer.Dispose();

    private IEnumerable<(string Name, SGD.State State)> States() => _order.Zip(_optimizer.state_dict().State.Cast<SGD.State>());
}

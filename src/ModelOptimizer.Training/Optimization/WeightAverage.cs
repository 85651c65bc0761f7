using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Optimization;

/// <summary>
/// An exponential moving average of parameters and running statistics. Its decay after t updates is min(decay, (1 + t) / (10 + t)), so that the random
/// start is soon forgotten.
/// </summary>
public sealed class WeightAverage : IDisposable
{
    private readonly (string Name, Tensor Current, Tensor Average)[] _tensors;
    private readonly double _decay;

    /// <summary>An average that starts at the current values.</summary>
    public WeightAverage(GraphParameters parameters, double decay)
    {
        using var gradients = no_grad();
        _decay = decay;
        _tensors = [.. parameters.All.Select(item => (item.Name, item.Tensor, item.Tensor.detach().clone().DetachFromDisposeScope()))];
    }

    /// <summary>How often <see cref="Update"/> was called.</summary>
    public long Updates { get; set; }

    /// <summary>The averages by name.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> Tensors => _tensors.Select(item => (item.Name, item.Average));

    /// <summary>Moves the average towards the current values.</summary>
    public void Update()
    {
        using var gradients = no_grad();
        Updates++;
        var decay = Math.Min(_decay, (1.0 + Updates) / (10 + Updates));
        foreach (var (_, current, average) in _tensors)
        {
            average.mul_(decay).add_(current, 1 - decay);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, _, average) in _tensors)
        {
            average.Dispose();
        }
    }
}

using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Sparsity;

/// <summary>Adds the subgradient of the penalty to the gradients of the scales, once per optimizer step, after clipping.</summary>
public sealed class SparsityPenalty
{
    private const double Relaxed = 0.01;
    private readonly SparsityOptions _options;
    private readonly double _release;
    private readonly GraphParameter[][] _pools;

    /// <summary>A penalty over <paramref name="epochs"/> epochs.</summary>
    /// <exception cref="TrainingException">The graph has no scales, or not those that the options name.</exception>
    public SparsityPenalty(GraphParameters parameters, SparsityOptions options, int epochs)
    {
        var scales = parameters.Trained.Where(parameter => parameter.Role == ParameterRole.Scale).ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        _options = options;
        Rate = options.Rate;
        _release = options.RelaxAfter * epochs;
        GraphParameter[][] groups = [.. (options.Groups ?? []).Select(group => group.Scales.Select(name => scales.TryGetValue(name, out var scale) ? scale
            : throw new TrainingException($"'{name}' is not the scale of a batch normalisation of this model.")).ToArray()).Where(group => group.Length > 0)];
        _pools = options.Scope == QuantileScope.Group && options.Groups is not null ? groups : scales.Count > 0 ? [[.. scales.Values]] : [];
        if (_pools.Length == 0)
        {
            throw new TrainingException("Sparse training needs batch normalisations, and this model has none. Restore them from its folded form first.");
        }
    }

    /// <summary>The rate in force.</summary>
    public double Rate { get; set; }

    /// <summary>Adds the penalty's subgradient.</summary>
    /// <param name="epoch">The current epoch, counted from 0.</param>
    public void Apply(int epoch)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        foreach (var pool in _pools)
        {
            Apply(pool, _options.Schedule == SparsitySchedule.Dynamic && epoch >= _release);
        }
    }

    // One tensor of all scales, so that the number of operations hardly grows with that of layers.
    private void Apply(GraphParameter[] pool, bool released)
    {
        var scales = cat([.. pool.Select(scale => (Tensor)scale.Tensor)]);
        var push = scales.sign().mul_(Rate);
        if (released)
        {
            // Selecting the quantile takes linear time, where sorting would not.
            var importance = scales.abs();
            var threshold = importance.kthvalue(1 + Math.Min((long)(_options.Quantile * importance.numel()), importance.numel() - 1), 0).values;
            push = where(importance.ge(threshold), push.mul(Relaxed), push);
        }

        var pushes = push.split([.. pool.Select(scale => scale.Tensor.numel())]);
        for (var scale = 0; scale < pool.Length; scale++)
        {
            pool[scale].Tensor.grad?.add_(pushes[scale]);
        }
    }
}

using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Sparsity;

/// <summary>Adds the subgradient of the penalty to the gradients of the scales, once per optimizer step, after clipping.</summary>
public sealed class SparsityPenalty
{
    private const double Relaxed = 0.01;
    private readonly SparsityOptions _options;
    private readonly double _release;
    private readonly GraphParameter[][] _groups;

    /// <summary>A penalty over <paramref name="epochs"/> epochs.</summary>
    /// <exception cref="TrainingException">The graph has no scales, or not those that the options name.</exception>
    public SparsityPenalty(GraphParameters parameters, SparsityOptions options, int epochs)
    {
        var scales = parameters.Trained.Where(parameter => parameter.Role == ParameterRole.Scale).ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        _options = options;
        _release = options.RelaxAfter * epochs;
        _groups = options.Groups is null
            ? [[.. scales.Values]]
            : [.. options.Groups.Select(group => group.Select(name => scales.TryGetValue(name, out var scale) ? scale
                : throw new TrainingException($"'{name}' is not the scale of a batch normalisation of this model.")).ToArray())];
        if (_groups.All(group => group.Length == 0))
        {
            throw new TrainingException("Sparse training needs batch normalisations, and this model has none. Restore them from its folded form first.");
        }
    }

    /// <summary>Adds the penalty's subgradient.</summary>
    /// <param name="epoch">The current epoch, counted from 0.</param>
    public void Apply(int epoch)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        foreach (var group in _groups.Where(group => group.Length > 0))
        {
            Apply(group, _options.Schedule == SparsitySchedule.Dynamic && epoch >= _release);
        }
    }

    private void Apply(GraphParameter[] group, bool released)
    {
        var scales = cat([.. group.Select(scale => (Tensor)scale.Tensor)]);
        var push = scales.sign().mul(_options.Rate);
        if (released)
        {
            var importance = scales.abs();
            var threshold = importance.sort().Values.select(0, Math.Min((long)(_options.Quantile * importance.numel()), importance.numel() - 1));
            push = where(importance.ge(threshold), push.mul(Relaxed), push);
        }

        var start = 0L;
        foreach (var scale in group)
        {
            var length = scale.Tensor.numel();
            scale.Tensor.grad?.add_(push.narrow(0, start, length));
            start += length;
        }
    }
}

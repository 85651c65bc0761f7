using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Optimization;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Sparsity;

/// <summary>What sparse training adds to a training: the penalty at each step, the guard and the record at the end of each epoch.</summary>
internal sealed class SparseTraining
{
    private const string RateName = "sparsity/rate";
    private readonly ModelGraph _source;
    private readonly SparsityOptions _options;
    private readonly int _epochs;
    private readonly SparsityPenalty _penalty;
    private readonly GammaRecorder _recorder;
    private readonly GuardedRate? _guarded;

    /// <summary>Sparse training that has not begun.</summary>
    /// <exception cref="TrainingException">The graph has no scales, or not those that the options name.</exception>
    public SparseTraining(ModelGraph source, GraphParameters parameters, SparsityOptions options, OptimizationOptions optimization, int stepsPerEpoch)
    {
        (_source, _options, _epochs) = (source, options, optimization.Epochs);
        _penalty = new(parameters, options, optimization.Epochs);
        var groups = options.Groups ?? [new("all", [.. parameters.Trained.Where(parameter => parameter.Role == ParameterRole.Scale).Select(scale => scale.Name)])];
        _recorder = new(source, [.. groups.Where(group => group.Scales.Count > 0)], optimization.Epochs);
        if (options.Guard is { } guard)
        {
            _guarded = new(guard.MetricDrop, 1 / ScaleReach.Of(1, optimization, stepsPerEpoch));
            _penalty.Rate = _guarded.Rate;
        }
    }

    /// <summary>What has been recorded.</summary>
    public GammaHistory History => new(
        1, _recorder.BinWidth, _recorder.Names, _options.Guard?.MetricDrop, _guarded is { Baseline: var baseline } && !float.IsNaN(baseline) ? baseline : null, _recorder.Recorded);

    /// <summary>Adds the penalty's subgradient, between backward pass and optimizer step.</summary>
    public void Step(int epoch) => _penalty.Apply(epoch);

    /// <summary>Measures, steers and records.</summary>
    /// <param name="epoch">The epochs done.</param>
    /// <param name="result">Makes the graph as it would now be returned.</param>
    /// <param name="weights">Its weights.</param>
    public void EndEpoch(int epoch, Func<ModelGraph> result, IEnumerable<(string Name, Tensor Tensor)> weights)
    {
        var rate = (float)_penalty.Rate;
        float? metric = null;
        if (_options.Guard is { } guard && _guarded is not null && (epoch % guard.Every == 0 || epoch == _epochs))
        {
            if (float.IsNaN(_guarded.Baseline))
            {
                _guarded.Baseline = (float)guard.Metric(_source);
            }

            metric = (float)guard.Metric(result());
            _guarded.Steer(metric.Value);
            _penalty.Rate = _guarded.Rate;
        }

        if (_recorder.IsDue(epoch) || metric is not null)
        {
            var current = weights.ToDictionary(weight => weight.Name, weight => weight.Tensor, StringComparer.Ordinal);
            _recorder.Add(epoch, rate, metric, name => current[name].ToTensorData());
        }
    }

    /// <summary>What a checkpoint keeps.</summary>
    public IEnumerable<(string Name, TensorData Tensor)> State() => _guarded is null
        ? _recorder.State()
        : _recorder.State().Append((RateName, TensorData.Of([2], [_guarded.Rate, _guarded.Baseline])));

    /// <summary>Continues with what a checkpoint kept.</summary>
    public void Restore(IReadOnlyDictionary<string, TensorData> saved)
    {
        _recorder.Restore(saved);
        if (_guarded is not null && saved.TryGetValue(RateName, out var kept))
        {
            _guarded.Restore(kept.Floats[0], kept.Floats[1]);
            _penalty.Rate = _guarded.Rate;
        }
    }
}

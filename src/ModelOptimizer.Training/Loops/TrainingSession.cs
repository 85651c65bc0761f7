using System.Diagnostics;
using ModelOptimizer.Graph;
using ModelOptimizer.Training.Checkpoints;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Losses;
using ModelOptimizer.Training.Optimization;
using ModelOptimizer.Training.Sparsity;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Loops;

/// <summary>The state of a training between its steps.</summary>
internal sealed class TrainingSession : IDisposable
{
    private readonly TrainingRun _run;
    private readonly GraphExecutor _executor;
    private readonly GradientDescent _optimizer;
    private readonly WeightAverage? _average;
    private readonly SparseTraining? _sparsity;
    private readonly LearningRateSchedule _schedule;

    public TrainingSession(TrainingRun run)
    {
        _run = run;
        _executor = new(run.Graph, run.Target, digests: run.Auxiliary?.Digests);
        Freeze(_executor.Parameters, run.Trained);
        _optimizer = new(_executor.Parameters, run.Optimization);
        _average = run.Optimization.AverageDecay > 0 ? new(_executor.Parameters, run.Optimization.AverageDecay) : null;
        _sparsity = run.Sparsity is null ? null : new(run.Graph, _executor.Parameters, run.Sparsity, run.Optimization, run.Task.StepsPerEpoch);
        _schedule = new(run.Optimization, run.Task.StepsPerEpoch);
    }

    /// <summary>How the scales went, under sparse training.</summary>
    public GammaHistory? Gammas => _sparsity?.History;

    /// <summary>The graph with the weights that the training gives so far.</summary>
    public ModelGraph Result() => _average is null ? _executor.Export() : _executor.Export(_average.Tensors);

    /// <summary>Trains one epoch, counted from 0.</summary>
    public void RunEpoch(int epoch, CancellationToken cancellation)
    {
        manual_seed(_run.Seed + epoch);
        var meter = new LossMeter();
        var watch = Stopwatch.StartNew();
        var (step, images) = (0, 0);
        foreach (var batch in _run.Task.Epoch(epoch, cancellation))
        {
            using (batch)
            {
                cancellation.ThrowIfCancellationRequested();
                var learningRate = _schedule.At(((long)epoch * _run.Task.StepsPerEpoch) + step);
                Step(batch, epoch, step, learningRate, meter);
                step++;
                images += batch.Count;
                _run.Progress?.Invoke(Progress(epoch, step, learningRate, meter, images, watch.Elapsed));
            }
        }

        _sparsity?.EndEpoch(epoch + 1, Result, _average?.Tensors ?? _executor.Parameters.All);
    }

    /// <summary>Writes a checkpoint after <paramref name="epochs"/> epochs, where there is a folder for it.</summary>
    public void Save(int epochs)
    {
        if (_run.CheckpointFolder is { } folder)
        {
            CheckpointFile.Write(folder, new(epochs, _average?.Updates ?? 0, State().ToDictionary(item => item.Name, item => item.Tensor, StringComparer.Ordinal)));
        }
    }

    /// <summary>Continues from the checkpoint, where there is one.</summary>
    /// <returns>The epochs done.</returns>
    public int Restore()
    {
        if (_run.CheckpointFolder is not { } folder || CheckpointFile.Read(folder) is not { } checkpoint)
        {
            return 0;
        }

        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var saved = checkpoint.Tensors.ToDictionary(item => item.Key, item => item.Value.ToTensor(_run.Target.Device), StringComparer.Ordinal);
        foreach (var (name, tensor) in Weights())
        {
            if (!saved.TryGetValue(name, out var value) || !value.shape.AsSpan().SequenceEqual(tensor.shape))
            {
                throw new TrainingException($"The checkpoint in '{folder}' belongs to another training: '{name}' does not fit. Delete it to start anew.");
            }

            tensor.copy_(value);
        }

        const string Prefix = "momentum/";
        _optimizer.Restore(saved.Where(item => item.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(item => item.Key[Prefix.Length..], item => item.Value, StringComparer.Ordinal));
        _sparsity?.Restore(checkpoint.Tensors);
        if (_average is not null)
        {
            _average.Updates = checkpoint.Updates;
        }

        return checkpoint.Epoch;
    }

    public void Dispose()
    {
        _average?.Dispose();
        _optimizer.Dispose();
        _executor.Dispose();
    }

    /// <summary>What needs no gradient is not changed, and the passes backward end before it.</summary>
    private static void Freeze(GraphParameters parameters, IReadOnlySet<string>? trained)
    {
        foreach (var parameter in parameters.Trained.Where(parameter => trained?.Contains(parameter.Name) == false))
        {
            parameter.Tensor.requires_grad = false;
        }
    }

    private void Step(TrainingBatch batch, int epoch, int step, double learningRate, LossMeter meter)
    {
        using var scope = NewDisposeScope();
        var images = batch.Images().to(_run.Target.Device);
        var values = _executor.Run(images, ExecutionMode.Training);
        var loss = batch.Loss(values);
        if (_run.Auxiliary is { } auxiliary)
        {
            loss = Loss.Sum([.. loss.Parts, .. auxiliary.Compute(images, values, loss.Truth)]);
        }

        if (!meter.Add(loss))
        {
            throw new TrainingException($"The loss is not a number in epoch {epoch + 1}, step {step + 1}. Train with a lower learning rate or a longer warm-up.");
        }

        _executor.Parameters.ClearGradients();
        loss.Total.backward();
        _optimizer.ClipGradient();
        _sparsity?.Step(epoch);
        _optimizer.Step(learningRate);
        _average?.Update();
    }

    private TrainingProgress Progress(int epoch, int step, double learningRate, LossMeter meter, int images, TimeSpan elapsed)
    {
        var (steps, epochs) = (_run.Task.StepsPerEpoch, _run.Optimization.Epochs);
        var remaining = ((long)(epochs - epoch) * steps) - step;
        return new(epoch + 1, epochs, step, steps, meter.Means, learningRate, images / elapsed.TotalSeconds, elapsed / step * remaining);
    }

    private IEnumerable<(string Name, TensorData Tensor)> State() =>
        Weights().Concat(_optimizer.Momentum.Select(item => ($"momentum/{item.Name}", item.Tensor)))
            .Select(item => (item.Item1, item.Item2.ToTensorData())).Concat(_sparsity?.State() ?? []);

    private IEnumerable<(string Name, Tensor Tensor)> Weights() => _executor.Parameters.All.Select(item => ($"weight/{item.Name}", item.Tensor))
        .Concat(_average?.Tensors.Select(item => ($"average/{item.Name}", item.Tensor)) ?? []);
}

using ModelOptimizer.Graph;
using ModelOptimizer.Training.Losses;
using ModelOptimizer.Training.Optimization;
using ModelOptimizer.Training.Runtime;
using ModelOptimizer.Training.Sparsity;

namespace ModelOptimizer.Training.Loops;

/// <summary>Everything that determines a training, and what goes on around it.</summary>
public sealed record TrainingRun
{
    /// <summary>The network; not changed.</summary>
    public required ModelGraph Graph { get; init; }

    /// <summary>Its data and loss.</summary>
    public required ITrainingTask Task { get; init; }

    /// <summary>How to optimise.</summary>
    public OptimizationOptions Optimization { get; init; } = new();

    /// <summary>Where and in which number format to compute.</summary>
    public ComputeTarget Target { get; init; } = ComputeTarget.Reference;

    /// <summary>Drives every random choice of the network (dropout); data have their own.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Compute threads; by default as the process is set up. Part of what determines the result.</summary>
    public int? Threads { get; init; }

    /// <summary>The parameters that are trained, by name; null for all. Statistics of batch normalisation follow the data in any case.</summary>
    public IReadOnlySet<string>? Trained { get; init; }

    /// <summary>Sparse training; null for none.</summary>
    public SparsityOptions? Sparsity { get; init; }

    /// <summary>A teacher or other losses; null for none. Belongs to the caller.</summary>
    public IAuxiliaryLoss? Auxiliary { get; init; }

    /// <summary>Where a checkpoint is kept, written at the ends of epochs and resumed from; null for none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>A checkpoint is written when this long has passed since the last one, and after the last epoch. Has no influence on the result.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Called after every step, on the training thread.</summary>
    public Action<TrainingProgress>? Progress { get; init; }

    /// <summary>Called after every epoch with its number, counted from 1, and a function that makes the graph as it would now be returned.</summary>
    public Action<int, Func<ModelGraph>>? EpochEnded { get; init; }

    /// <summary>Called once at the end of sparse training with how the scales went.</summary>
    public Action<GammaHistory>? GammasRecorded { get; init; }
}

using ModelOptimizer.Graph;
using ModelOptimizer.Pipeline.Progress;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>What a stage works with.</summary>
/// <param name="Input">Reads the graph of the stage before.</param>
/// <param name="Baseline">Reads the graph that the result is measured against: trained, not yet compressed.</param>
/// <param name="WorkFolder">Keeps checkpoints until the stage is done, over killed runs.</param>
/// <param name="Progress">Hears how far it is.</param>
/// <param name="Cancellation">Asks it to stop after a checkpoint.</param>
internal sealed record StageContext(
    Func<ModelGraph> Input, Func<ModelGraph> Baseline, string WorkFolder, StageProgress Progress, CancellationToken Cancellation);

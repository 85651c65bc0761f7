using System.Globalization;
using ModelOptimizer.Graph;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Inputs;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Models;
using ModelOptimizer.Pipeline.Tasks;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>The stages of a manifest in their order, each with its key.</summary>
internal sealed class StageChain
{
    private readonly List<PlannedStage> stages = [];

    private readonly bool isSingle;

    /// <summary>Plans the stages; a new stage is a file in this folder and a line here.</summary>
    /// <param name="file">The manifest.</param>
    /// <param name="task">Its task.</param>
    /// <param name="data">Its data set.</param>
    /// <param name="compute">How to compute.</param>
    /// <param name="checkpointInterval">How much training a killed run may lose.</param>
    /// <param name="teacher">Whom a student learns from; null for this chain's own baseline.</param>
    /// <param name="isSingle">Whether the manifest is that of one stage by itself, whose model is neither finished nor verified.</param>
    /// <param name="worker">The program that judges the candidates of a search; null judges them in this process.</param>
    public StageChain(
        ManifestFile file, IModelTask task, ProjectData data, ComputeSettings compute, TimeSpan checkpointInterval, TeacherModel? teacher = null, bool isSingle = false,
        WorkerProgram? worker = null)
    {
        this.isSingle = isSingle;
        var manifest = file.Manifest;
        var training = new StageTraining(task, data, manifest, compute, checkpointInterval);
        Add(new SourceStage(file, task, data));
        Add(manifest.Stages.Train is { } train ? new TrainStage(train, training) : null);
        Baseline = stages[^1];
        Add(manifest.Stages.Sparsify is { } sparsify ? new SparsifyStage(file, sparsify, training) : null);
        Add(manifest.Stages.Prune is { Method: PruneMethod.Search } searched ? new SearchStage(file, searched, training, compute.Threads, worker)
            : manifest.Stages.Prune is { } prune ? new PruneStage(file, prune, training, compute.Threads) : null);
        Add(manifest.Stages.Distill is { } distill ? new DistillStage(file, distill, training, teacher ?? new(Baseline.Key.Hash)) : null);
        Trained = stages[^1];
        Add(isSingle ? null : new FinishStage(task, manifest.Output.Name ?? file.Name));

        void Add(IStage? stage)
        {
            if (stage is not null)
            {
                stages.Add(new(stage, KeyOf(stage)));
            }
        }

        ContentKey KeyOf(IStage stage)
        {
            var key = new KeyBuilder()
                .Add("engine", EngineVersion.Current)
                .Add("stage", stage.Name)
                .Add("revision", stage.Revision.ToString(CultureInfo.InvariantCulture))
                .Add("input", stages.Count == 0 ? "" : stages[^1].Key.Hash)
                .Add("val", data.HashOf(manifest.Data.Val))
                .Add("seed", manifest.Seed.ToString(CultureInfo.InvariantCulture));
            stage.AddTo(key);
            return key.Build();
        }
    }

    /// <summary>All stages, first to last.</summary>
    public IReadOnlyList<PlannedStage> Stages => stages;

    /// <summary>What there is to do: the stages, and verifying.</summary>
    public int Steps => isSingle ? stages.Count : stages.Count + 1;

    /// <summary>The stage whose model the result is measured against and learns from: trained, not yet compressed.</summary>
    public PlannedStage Baseline { get; }

    /// <summary>The last stage that changes weights.</summary>
    public PlannedStage Trained { get; }

    /// <summary>The stage that makes the artifact's model.</summary>
    public PlannedStage Finish => stages[^1];

    /// <summary>Refuses options of any stage that do not fit the model, before anything is trained.</summary>
    /// <param name="source">The model to start from.</param>
    /// <exception cref="PipelineException">They do not fit.</exception>
    public void Check(ModelGraph source)
    {
        foreach (var planned in stages)
        {
            planned.Stage.Check(source);
        }
    }
}

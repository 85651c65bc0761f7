using System.Globalization;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Training.Sparsity;
using Schedule = ModelOptimizer.Training.Sparsity.SparsitySchedule;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>Trains with an L1 penalty on the scales of batch normalisation, so that unimportant channels fade.</summary>
internal sealed class SparsifyStage(SparsifyOptions options, StageTraining training) : IStage
{
    public string Name => "sparsify";

    public int Revision => 2;

    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{training.Describe(options)}, {ManifestShape.Name(options.Schedule)} schedule, scales can fall by {training.Reach(options):0.0}");

    public void AddTo(KeyBuilder key) => training.AddTo(key, options);

    public StageResult Run(StageContext context) => training.Run(options, context, course: 1, new SparsityOptions
    {
        Schedule = options.Schedule == Manifest.SparsitySchedule.Dynamic ? Schedule.Dynamic : Schedule.Constant,
        Rate = options.Rate,
        RelaxAfter = options.RelaxAfter,
        Quantile = options.Quantile,
    });
}

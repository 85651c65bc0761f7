using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>Trains the model on the data set.</summary>
internal sealed class TrainStage(TrainOptions options, StageTraining training) : IStage
{
    public string Name => "train";

    public int Revision => 1;

    public string Describe() => training.Describe(options);

    public void AddTo(KeyBuilder key) => training.AddTo(key, options);

    public StageResult Run(StageContext context) => training.Run(options, context, course: 0);
}

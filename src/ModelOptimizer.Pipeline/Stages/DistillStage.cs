using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Training.Distillation;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>Trains the pruned model with the model before sparse training as its teacher.</summary>
internal sealed class DistillStage(DistillOptions options, StageTraining training, ContentKey teacher) : IStage
{
    public string Name => "distill";

    public int Revision => 2;

    public string Describe() => training.Describe(options);

    public void AddTo(KeyBuilder key)
    {
        key.Add("teacher", teacher.Hash);
        training.AddTo(key, options);
    }

    public StageResult Run(StageContext context)
    {
        var distillation = new DistillationOptions
        {
            Attention = options.Attention.Weight,
            Logits = options.Logits.Weight,
            Temperature = options.Logits.Temperature,
            Boxes = options.Boxes.Weight,
        };
        return training.Run(options, context, course: 2, auxiliary: (student, target) => new Teacher(context.Baseline(), student, distillation, target));
    }
}

using ModelOptimizer.Graph;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Training;
using ModelOptimizer.Training.Distillation;
using Cells = ModelOptimizer.Training.Distillation.BoxCells;
using Preset = ModelOptimizer.Training.Distillation.AttentionPreset;
using Region = ModelOptimizer.Training.Distillation.AttentionRegion;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>Trains the pruned model with the model before sparse training as its teacher.</summary>
internal sealed class DistillStage(ManifestFile file, DistillOptions options, StageTraining training, TeacherModel teacher) : IStage
{
    private const string At = "stages.distill.attention";

    public string Name => "distill";

    public int Revision => 3;

    public string Describe() => training.Describe(options);

    public void AddTo(KeyBuilder key)
    {
        key.Add("teacher", teacher.Hash);
        training.AddTo(key, options);
    }

    public void Check(ModelGraph source)
    {
        foreach (var (position, group) in options.Attention.Groups.Index())
        {
            foreach (var (place, layer) in group.Layers.Index().Where(layer => layer.Item != AttentionLayers.Automatic && AttentionLayers.Find(source, layer.Item).Count == 0))
            {
                throw new PipelineException(file.Error($"{At}.groups.{position}.layers.{place}", DiagnosticCodes.OutOfRange, $"'{layer}' matches no layer of the model; modelopt inspect lists them."));
            }
        }

        try
        {
            if (Distillation.Preset is { } preset)
            {
                PresetLayers.Check(preset, source);
            }
        }
        catch (TrainingException error)
        {
            throw new PipelineException(file.Error($"{At}.preset", DiagnosticCodes.Contradiction, error.Message), error);
        }
    }

    public StageResult Run(StageContext context) => training.Run(options, context, course: 2, auxiliary: Distillation.ImitatesAnything
        ? (student, target) => new Teacher((teacher.Read ?? context.Baseline)(), student, Distillation, target)
        : null);

    private DistillationOptions Distillation => new()
    {
        Attention = options.Attention.Weight,
        AttentionGroups = [.. options.Attention.Groups.Select(group => new AttentionGroup(group.Weight, group.Layers))],
        Preset = options.Attention.Preset switch
        {
            Manifest.AttentionPreset.GcpYoloV4 => Preset.GcpYoloV4,
            Manifest.AttentionPreset.GcpYoloV3 => Preset.GcpYoloV3,
            _ => null,
        },
        Region = options.Attention.Region == Manifest.AttentionRegion.Objects ? Region.Objects : Region.All,
        Logits = options.Logits.Weight,
        Temperature = options.Logits.Temperature,
        Boxes = options.Boxes.Weight,
        BoxesOn = options.Boxes.On == Manifest.BoxCells.Teacher ? Cells.Teacher : Cells.Assigned,
    };
}

using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Classification;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Graph.Rewrites;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Losses;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Distillation;

/// <summary>
/// A trained network that another one imitates; it sees each batch once, without gradients, with its batch normalisation folded, and keeps of the feature
/// maps whose attention is imitated only how active each position is.
/// </summary>
public sealed class Teacher : IAuxiliaryLoss, IDisposable
{
    private readonly GraphExecutor _executor;
    private readonly DetectorDescription? _detector;
    private readonly string? _classes;
    private readonly DistillationOptions _options;
    private readonly AttentionImitation? _attention;

    /// <summary>Prepares <paramref name="teacher"/> for <paramref name="student"/>.</summary>
    /// <exception cref="TrainingException">The two have no layers in common, or something is to be imitated that the graph does not describe.</exception>
    public Teacher(ModelGraph teacher, ModelGraph student, DistillationOptions options, ComputeTarget target)
    {
        _options = options;
        _detector = DetectorDescription.Read(teacher);
        _classes = ClassifierDescription.Read(teacher) is null ? null : teacher.Outputs[0].Name;
        if ((_detector is null && options.Boxes > 0) || (_detector is null && _classes is null && options.Logits > 0))
        {
            throw new TrainingException($"The teacher has no '{DetectorDescription.MetadataKey}' metadata, nor '{ClassifierDescription.MetadataKey}' for its logits, so its predictions cannot be imitated.");
        }

        if (_detector is null && options is { Attention: > 0, Region: AttentionRegion.Objects })
        {
            throw new TrainingException("Attention can be restricted to objects only in a detector.");
        }

        _attention = options.Attention > 0 ? new(AttentionLayers.Terms(options, teacher, student), _detector) : null;
        Digests = _attention?.Digests ?? [];
        _executor = new(BatchNormFolding.Apply(teacher), target, digests: Digests);
        _executor.Freeze();
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<Digest> Digests { get; }

    /// <inheritdoc/>
    public IEnumerable<(string Name, Tensor Value)> Compute(Tensor images, IReadOnlyDictionary<string, Tensor> values, ObjectTruth? truth)
    {
        var terms = new List<(string Name, Tensor Value)>();
        var example = _executor.Run(images, ExecutionMode.Inference);
        if (_attention is not null)
        {
            terms.Add(("attention", _attention.Distance(example, values, _options.Region == AttentionRegion.Objects ? Required(truth).Objects : null).mul(_options.Attention)));
        }

        if (_classes is not null && _options.Logits > 0)
        {
            terms.Add(("logits", ClassImitation.Logits(example[_classes], values[_classes], _options.Temperature).mul(_options.Logits)));
        }

        if (_detector is null)
        {
            return terms;
        }

        var (wanted, given) = (HeadRows.Join(_detector, example), HeadRows.Join(_detector, values));
        if (_options.Logits > 0)
        {
            terms.Add(("logits", PredictionLoss.Logits(wanted, given, _options.Temperature).mul(_options.Logits)));
        }

        if (_options.Boxes > 0)
        {
            var boxes = _options.BoxesOn == BoxCells.Assigned ? PredictionLoss.AssignedBoxes(wanted, given, Required(truth).Rows) : PredictionLoss.Boxes(wanted, given);
            terms.Add(("boxes", boxes.mul(_options.Boxes)));
        }

        return terms;
    }

    /// <inheritdoc/>
    public void Dispose() => _executor.Dispose();

    private static ObjectTruth Required(ObjectTruth? truth) =>
        truth ?? throw new TrainingException("Boxes and attention within objects are imitated where the task's loss sees objects, and this task's sees none.");
}

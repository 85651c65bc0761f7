using ModelOptimizer.Graph;
using ModelOptimizer.Graph.Classification;
using ModelOptimizer.Graph.Detection;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Losses;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Distillation;

/// <summary>A trained network that another one imitates; it sees each batch once, without gradients, with its running statistics.</summary>
public sealed class Teacher : IAuxiliaryLoss, IDisposable
{
    private readonly GraphExecutor _executor;
    private readonly DetectorDescription? _detector;
    private readonly string? _classes;
    private readonly DistillationOptions _options;
    private readonly IReadOnlyList<AttentionGroup> _groups;

    /// <summary>Prepares <paramref name="teacher"/> for <paramref name="student"/>.</summary>
    /// <exception cref="TrainingException">The two have no layers in common, or predictions are to be imitated that the graph does not describe.</exception>
    public Teacher(ModelGraph teacher, ModelGraph student, DistillationOptions options, ComputeTarget target)
    {
        _options = options;
        _detector = DetectorDescription.Read(teacher);
        _classes = ClassifierDescription.Read(teacher) is null ? null : teacher.Outputs[0].Name;
        if ((_detector is null && options.Boxes > 0) || (_detector is null && _classes is null && options.Logits > 0))
        {
            throw new TrainingException($"The teacher has no '{DetectorDescription.MetadataKey}' metadata, nor '{ClassifierDescription.MetadataKey}' for its logits, so its predictions cannot be imitated.");
        }

        _groups = options.Attention > 0 ? options.AttentionGroups ?? [new(1, AttentionLayers.LastPerResolution(teacher, student))] : [];
        Taps = [.. _groups.SelectMany(group => group.Layers).Distinct(StringComparer.Ordinal)];
        _executor = new(teacher, target, Taps);
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Taps { get; }

    /// <inheritdoc/>
    public IEnumerable<(string Name, Tensor Value)> Compute(Tensor images, IReadOnlyDictionary<string, Tensor> values)
    {
        var terms = new List<(string Name, Tensor Value)>();
        var example = _executor.Run(images, ExecutionMode.Inference);
        if (_groups.Count > 0)
        {
            terms.Add(("attention", Attention(example, values).mul(_options.Attention)));
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
            terms.Add(("boxes", PredictionLoss.Boxes(wanted, given).mul(_options.Boxes)));
        }

        return terms;
    }

    /// <inheritdoc/>
    public void Dispose() => _executor.Dispose();

    // L_AT = sum over groups of beta_g times the sum over layers of D, per image instead of per position.
    private Tensor Attention(IReadOnlyDictionary<string, Tensor> example, IReadOnlyDictionary<string, Tensor> values) => _groups
        .SelectMany(group => group.Layers.Select(layer => AttentionLoss.SquaredDistance(example[layer], values[layer]).mul(group.Weight)))
        .Aggregate((sum, term) => sum.add(term));
}

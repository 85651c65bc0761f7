using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Distillation;

/// <summary>Chooses the layers whose attention is imitated.</summary>
public static class AttentionLayers
{
    private static readonly HashSet<string> Activations = ["Relu", "LeakyRelu", "Mish", "HardSwish"];

    /// <summary>The last activation after a convolution, at every resolution, that both networks have (surgery keeps names).</summary>
    /// <exception cref="TrainingException">There is none.</exception>
    public static IReadOnlyList<string> LastPerResolution(ModelGraph teacher, ModelGraph student)
    {
        var shared = student.Nodes.SelectMany(node => node.Outputs).ToHashSet(StringComparer.Ordinal);
        var candidates = teacher.Nodes.Where(node => Activations.Contains(node.OpType) && shared.Contains(node.Output)).Select(node => node.Output).ToArray();
        if (candidates.Length == 0)
        {
            throw new TrainingException("Teacher and student share no activations, so their attention cannot be compared. Name the layers, or set the weight of attention to 0.");
        }

        using var scope = NewDisposeScope();
        using var executor = new GraphExecutor(teacher, ComputeTarget.Reference, candidates);
        var shape = teacher.Inputs[0].Shape ?? throw new TrainingException("The teacher's input has no stated shape.");
        var values = executor.Run(zeros([1, .. shape.Skip(1).Select(size => size.Value ?? throw new TrainingException("The teacher's input size is not fixed."))]), ExecutionMode.Inference);
        return [.. candidates
            .Where(name => values[name].dim() == 4)
            .GroupBy(name => (values[name].size(2), values[name].size(3)))
            .Select(resolution => resolution.Last())];
    }
}

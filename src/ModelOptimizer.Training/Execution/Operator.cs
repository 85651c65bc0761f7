using ModelOptimizer.Graph;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Execution;

/// <summary>Computes one node. Attributes are read once, in the constructor; everything is recorded for autograd by torch itself.</summary>
internal abstract class Operator(Node node)
{
    /// <summary>The node computed.</summary>
    protected Node Node { get; } = node;

    /// <summary>The outputs for <paramref name="operands"/>; new tensors in the current scope, never an operand itself.</summary>
    public abstract Tensor[] Run(Operands operands);

    /// <summary>An error that names the node and what of it is not supported.</summary>
    protected TrainingException Unsupported(string what) => new($"{Node} cannot be executed for training: {what}.");
}

using ModelOptimizer.Graph;

namespace ModelOptimizer.Training.Execution;

/// <summary>One node made ready to run: values are numbered slots, and it is known which of them nobody reads afterwards.</summary>
/// <param name="Node">The node.</param>
/// <param name="Operator">What computes it.</param>
/// <param name="Inputs">Slots read; -1 for an absent operand.</param>
/// <param name="Outputs">Slots written; -1 for an output that nobody asks for.</param>
/// <param name="Released">Slots whose tensors are freed after this step.</param>
/// <param name="MayOverwrite">Whether the operator may compute in place of its first operand.</param>
/// <param name="Constants">Initializers and constants by value name.</param>
internal sealed record ExecutionStep(
    Node Node,
    Operator Operator,
    int[] Inputs,
    int[] Outputs,
    int[] Released,
    bool MayOverwrite,
    IReadOnlyDictionary<string, TensorData> Constants);

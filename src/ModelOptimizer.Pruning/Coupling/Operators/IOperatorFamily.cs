using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>All that pruning knows about a family of operators.</summary>
internal interface IOperatorFamily
{
    /// <summary>The ONNX operators of this family.</summary>
    IReadOnlyList<string> OpTypes { get; }

    /// <summary>Whether its first input may have its channels spread over several axes.</summary>
    bool Rearranges => false;

    /// <summary>Whether constant input channels add the same to every pixel, borders aside, so that they can be folded.</summary>
    bool Absorbs => true;

    /// <summary>Maps the identities of the inputs to those of the outputs and records the slots.</summary>
    /// <returns>Why that cannot be done, or null when it was.</returns>
    string? Couple(Node node, CouplingPass pass);

    /// <summary>Says which constants the removed channels of the outputs hold; what is not said counts as unknown.</summary>
    void Propagate(Node node, ConstantPass pass);

    /// <summary>Changes whatever in the node depends on widths, beside the sliced initializers, and takes up the constants of removed inputs.</summary>
    /// <param name="node">The node of the source graph.</param>
    /// <param name="cut">Its copy in the cut graph.</param>
    /// <param name="pass">Both graphs.</param>
    void Cut(Node node, Node cut, CutPass pass)
    {
    }
}

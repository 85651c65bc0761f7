using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Transpose; without a permutation the dimensions are reversed.</summary>
internal sealed class Transpose(Node node) : Operator(node)
{
    private readonly long[]? _permutation = node.Ints("perm");

    public override Tensor[] Run(Operands operands) => [operands[0].permute(_permutation ?? Reversed(operands[0].dim()))];

    private static long[] Reversed(long rank)
    {
        var permutation = new long[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            permutation[axis] = rank - 1 - axis;
        }

        return permutation;
    }
}

using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Tile: as many repetitions along each axis as stated.</summary>
internal sealed class Tile(Node node) : Operator(node)
{
    public override Tensor[] Run(Operands operands) => [operands[0].tile(operands.Integers(1) ?? throw Unsupported("it states no repeats"))];
}

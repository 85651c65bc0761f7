using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Gemm: alpha A B + beta C, with A and B transposed on request.</summary>
internal sealed class Gemm(Node node) : Operator(node)
{
    private readonly float _alpha = node.Float("alpha", 1);
    private readonly float _beta = node.Float("beta", 1);
    private readonly bool _transposeA = node.Int("transA", 0) != 0;
    private readonly bool _transposeB = node.Int("transB", 0) != 0;

    public override Tensor[] Run(Operands operands)
    {
        var (a, b) = (operands.Factor(0), operands.Factor(1));
        var product = (_transposeA ? a.t() : a).matmul(_transposeB ? b.t() : b);
        if (_alpha != 1)
        {
            product = product.mul(_alpha);
        }

        return operands.OptionalFactor(2) is not { } c ? [product]
            : _beta == 1 ? [product.add(c)]
            : [product.add(c, _beta)];
    }
}

using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>A function of two broadcast operands, element by element.</summary>
internal sealed class Arithmetic(Node node, Func<Tensor, Tensor, Tensor> function) : Operator(node)
{
    /// <summary>Quotient; of integers towards zero, as ONNX has it.</summary>
    public static Tensor Divide(Tensor left, Tensor right) =>
        left.dtype is ScalarType.Int64 or ScalarType.Int32 ? left.div(right, RoundingMode.trunc) : left.div(right);

    public override Tensor[] Run(Operands operands) => [function(operands[0], operands[1])];
}

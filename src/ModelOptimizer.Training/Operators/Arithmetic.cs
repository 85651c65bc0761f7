using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>A function of two broadcast operands, element by element; more operands are combined from left to right.</summary>
internal sealed class Arithmetic(Node node, Func<Tensor, Tensor, Tensor> function) : Operator(node)
{
    /// <summary>Quotient; of integers towards zero, as ONNX has it.</summary>
    public static Tensor Divide(Tensor left, Tensor right) =>
        left.IsReal() ? left.div(right) : left.div(right, RoundingMode.trunc);

    public override Tensor[] Run(Operands operands)
    {
        var result = operands[0];
        for (var input = 1; input < Node.Inputs.Count; input++)
        {
            result = function(result, operands[input]);
        }

        return [Node.Inputs.Count == 1 ? result.alias() : result];
    }
}

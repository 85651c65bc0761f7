using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>GlobalAveragePool and GlobalMaxPool: a reduction over everything behind batch and channels.</summary>
internal sealed class GlobalPool(Node node, Func<Tensor, long[], Tensor> function) : Operator(node)
{
    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var axes = new long[input.dim() - 2];
        for (var axis = 0; axis < axes.Length; axis++)
        {
            axes[axis] = axis + 2;
        }

        return [function(input, axes)];
    }
}

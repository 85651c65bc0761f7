using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>
/// BatchNormalization. While training it normalises with the batch's statistics and moves the running ones towards them by 1 - momentum (ONNX counts
/// what is kept); the running variance follows the unbiased estimate, as in torch.
/// </summary>
internal sealed class BatchNormalization(Node node) : Operator(node)
{
    private readonly double _epsilon = node.Float("epsilon", 1e-5f);
    private readonly double _momentum = 1.0 - node.Float("momentum", 0.9f);

    public override Tensor[] Run(Operands operands) =>
        [functional.batch_norm(operands[0], operands[3], operands[4], operands[1], operands[2], operands.MeasuresBatch, _momentum, _epsilon)];
}

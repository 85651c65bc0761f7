using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelOptimizer.Training.Operators;

/// <summary>
/// BatchNormalization. While training it normalises with the batch's statistics and moves the running ones towards them by 1 - momentum (ONNX counts
/// what is kept); the running variance follows the unbiased estimate, as in torch. With <c>training_mode</c> the batch's statistics always count, and
/// the moved ones are outputs, their variance the biased one.
/// </summary>
internal sealed class BatchNormalization : Operator
{
    private readonly double _epsilon;
    private readonly double _momentum;
    private readonly bool _usesBatch;

    public BatchNormalization(Node node) : base(node)
    {
        _epsilon = node.Float("epsilon", 1e-5f);
        _momentum = 1.0 - node.Float("momentum", 0.9f);
        _usesBatch = node.Int("training_mode", 0) != 0;
        if (node.Int("spatial", 1) == 0)
        {
            throw Unsupported("spatial = 0, one statistic per pixel");
        }
    }

    public override Tensor[] Run(Operands operands)
    {
        var (input, scale, shift, mean, variance) = (operands[0], operands[1], operands[2], operands[3], operands[4]);
        if (!_usesBatch)
        {
            return [functional.batch_norm(input, mean, variance, scale, shift, operands.MeasuresBatch, _momentum, _epsilon)];
        }

        long[] axes = [0, .. Enumerable.Range(2, (int)input.dim() - 2).Select(axis => (long)axis)];
        var values = input.detach().to(ScalarType.Float32);
        return
        [
            functional.batch_norm(input, null, null, scale, shift, true, _momentum, _epsilon),
            mean.detach().lerp(values.mean(axes), full_like(mean, _momentum)),
            variance.detach().lerp(values.var(axes, unbiased: false), full_like(mean, _momentum)),
        ];
    }
}

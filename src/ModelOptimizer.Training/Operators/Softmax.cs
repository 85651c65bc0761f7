using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Operators;

/// <summary>Softmax and LogSoftmax along one axis; before operator set 13, over everything from the axis on.</summary>
internal sealed class Softmax(Node node, ModelGraph graph, Func<Tensor, long, Tensor> function) : Operator(node)
{
    private readonly bool _flattens = graph.OperatorSets.GetValueOrDefault("", 17) < 13;

    public override Tensor[] Run(Operands operands)
    {
        var input = operands[0];
        var axis = Node.Int("axis", _flattens ? 1 : -1);
        axis = axis < 0 ? axis + input.dim() : axis;
        return _flattens && axis < input.dim() - 1
            ? [function(input.flatten(axis), axis).reshape(input.shape)]
            : [function(input, axis)];
    }
}

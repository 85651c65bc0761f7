using ModelOptimizer.Graph;
using ModelOptimizer.Training.Operators;

namespace ModelOptimizer.Training.Execution;

/// <summary>The operators that can be executed.</summary>
internal static class OperatorRegistry
{
    private static readonly Dictionary<string, Func<Node, ModelGraph, Operator>> Operators = new(StringComparer.Ordinal)
    {
        ["Abs"] = (node, _) => new Elementwise(node, x => x.abs()),
        ["Add"] = (node, _) => new Arithmetic(node, (a, b) => a.add(b)),
        ["AveragePool"] = (node, _) => new AveragePool(node),
        ["BatchNormalization"] = (node, _) => new BatchNormalization(node),
        ["Cast"] = (node, _) => new Cast(node),
        ["Clip"] = (node, _) => new Clip(node),
        ["Concat"] = (node, _) => new Concat(node),
        ["ConstantOfShape"] = (node, _) => new ConstantOfShape(node),
        ["Conv"] = (node, graph) => new Convolution(node, graph),
        ["Div"] = (node, _) => new Arithmetic(node, Arithmetic.Divide),
        ["Dropout"] = (node, _) => new Dropout(node),
        ["Exp"] = (node, _) => new Elementwise(node, x => x.exp()),
        ["Flatten"] = (node, _) => new Flatten(node),
        ["Gather"] = (node, _) => new Gather(node),
        ["Gemm"] = (node, _) => new Gemm(node),
        ["GlobalAveragePool"] = (node, _) => new GlobalAveragePool(node),
        ["Identity"] = (node, _) => new Elementwise(node, x => x.alias()),
        ["LeakyRelu"] = (node, _) => new LeakyRelu(node),
        ["MatMul"] = (node, _) => new MatMul(node),
        ["MaxPool"] = (node, _) => new MaxPool(node),
        ["Mish"] = (node, _) => new Mish(node),
        ["Mul"] = (node, _) => new Arithmetic(node, (a, b) => a.mul(b)),
        ["Neg"] = (node, _) => new Elementwise(node, x => x.neg()),
        ["Pad"] = (node, _) => new Pad(node),
        ["ReduceMean"] = (node, _) => new ReduceMean(node),
        ["Relu"] = (node, _) => new Relu(node),
        ["Reshape"] = (node, _) => new Reshape(node),
        ["Resize"] = (node, _) => new Resize(node),
        ["Shape"] = (node, _) => new Shape(node),
        ["Sigmoid"] = (node, _) => new Elementwise(node, x => x.sigmoid()),
        ["Slice"] = (node, _) => new Slice(node),
        ["Softmax"] = (node, graph) => new Softmax(node, graph),
        ["Softplus"] = (node, _) => new Elementwise(node, x => TorchSharp.torch.nn.functional.softplus(x)),
        ["Split"] = (node, _) => new Split(node),
        ["Sqrt"] = (node, _) => new Elementwise(node, x => x.sqrt()),
        ["Squeeze"] = (node, _) => new Squeeze(node),
        ["Sub"] = (node, _) => new Arithmetic(node, (a, b) => a.sub(b)),
        ["Tanh"] = (node, _) => new Elementwise(node, x => x.tanh()),
        ["Transpose"] = (node, _) => new Transpose(node),
        ["Unsqueeze"] = (node, _) => new Unsqueeze(node),
        ["Upsample"] = (node, _) => new Resize(node),
    };

    /// <summary>What computes <paramref name="node"/>.</summary>
    /// <exception cref="TrainingException">Nothing does.</exception>
    public static Operator Create(Node node, ModelGraph graph) =>
        node.Domain is "" or "ai.onnx" && Operators.TryGetValue(node.OpType, out var create)
            ? create(node, graph)
            : throw new TrainingException($"{node} cannot be executed for training: the operator is not supported. Supported are {string.Join(", ", Operators.Keys)}.");
}

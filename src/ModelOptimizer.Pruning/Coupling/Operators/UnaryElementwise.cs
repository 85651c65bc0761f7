using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>Activations and other functions of one value: channels pass through, constants become their image.</summary>
internal sealed class UnaryElementwise : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes =>
    [
        "Identity", "Dropout", "Cast", "Relu", "LeakyRelu", "Sigmoid", "Tanh", "Clip", "Elu", "Selu", "Celu", "Softplus", "Softsign", "Mish", "HardSwish",
        "HardSigmoid", "ThresholdedRelu", "Gelu", "Erf", "Exp", "Log", "Sqrt", "Abs", "Neg", "Reciprocal", "Floor", "Ceil", "Round", "Sign",
    ];

    public string? Couple(Node node, CouplingPass pass)
    {
        pass.Assign(node.Output, pass.Activation(node.Inputs[0]));
        return null;
    }

    public void Propagate(Node node, ConstantPass pass)
    {
        if (pass.Of(node.Inputs[0]) is { } constants && Activation.Of(node, pass.Graph) is { } activation)
        {
            pass.Assign(node.Output, Array.ConvertAll(constants, activation));
        }
    }
}

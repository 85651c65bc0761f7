using ModelOptimizer.Graph;

namespace ModelOptimizer.Training.Distillation;

/// <summary>Tells activations from other operators, those made of several nodes included: x sigmoid(x), x tanh(softplus(x)), x hardSigmoid(x).</summary>
internal static class ActivationNodes
{
    private static readonly HashSet<string> Whole = ["Relu", "LeakyRelu", "PRelu", "Elu", "Selu", "Mish", "HardSwish", "Clip"];

    private static readonly HashSet<string> Gates = ["Sigmoid", "HardSigmoid", "Tanh", "Softplus"];

    /// <summary>Whether a node gives an activation.</summary>
    public static bool Is(Node node, GraphIndex index) => Subject(node, index) is not null;

    /// <summary>What an activation is applied to, or null where the node gives none.</summary>
    public static string? Subject(Node node, GraphIndex index) =>
        Whole.Contains(node.OpType) ? node.Inputs[0]
        : node is not { OpType: "Mul", Inputs: [var first, var second] } ? null
        : Gated(second, index) == first ? first
        : Gated(first, index) == second ? second
        : null;

    /// <summary>Whether a node is the beginning of what an activation multiplies its subject by.</summary>
    public static bool IsGate(Node node, Node activation) => activation.OpType == "Mul" && Gates.Contains(node.OpType);

    private static string? Gated(string value, GraphIndex index)
    {
        var subject = index.Producer(value) is { } gate && Gates.Contains(gate.OpType) ? gate.Inputs[0] : null;
        return subject is not null && index.Producer(subject) is { OpType: "Softplus" } inner ? inner.Inputs[0] : subject;
    }
}

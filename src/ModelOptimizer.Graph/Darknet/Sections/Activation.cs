using ModelOptimizer.Graph.Darknet.Cfg;

namespace ModelOptimizer.Graph.Darknet.Sections;

/// <summary>Darknet's activations: to operators, and back from the operators after a value.</summary>
internal static class Activation
{
    private const float Sixth = 1 / 6f;

    /// <summary>The functions of one operator with its attributes, by name.</summary>
    private static readonly Dictionary<string, (string OpType, (string Name, float Value)[] Attributes)> Single = new(StringComparer.Ordinal)
    {
        ["leaky"] = ("LeakyRelu", [("alpha", 0.1f)]),
        ["relu"] = ("Relu", []),
        ["logistic"] = ("Sigmoid", []),
        ["mish"] = ("Mish", []),
        ["hard_swish"] = ("HardSwish", []),
        ["tanh"] = ("Tanh", []),
        ["elu"] = ("Elu", [("alpha", 1)]),
        ["selu"] = ("Selu", [("alpha", 1.6732f), ("gamma", 1.0507f)]),
        ["relie"] = ("LeakyRelu", [("alpha", 0.01f)]),
    };

    /// <summary>The functions x g(x), by name.</summary>
    private static readonly Dictionary<string, (string OpType, (string Name, float Value)[] Attributes)> Gated = new(StringComparer.Ordinal)
    {
        ["swish"] = ("Sigmoid", []),
        // x for x > 0, x (x + 2) / 2 for -2 < x < 0, else 0.
        ["hard_mish"] = ("HardSigmoid", [("alpha", 0.5f), ("beta", 1)]),
    };

    private static readonly string[] Names = ["linear", "relu6", .. Single.Keys, .. Gated.Keys];

    /// <summary>The activation that a section names.</summary>
    public static string Read(CfgSection section, string fallback)
    {
        var name = section.Text("activation") switch
        {
            null => fallback,
            "hswish" or "h_swish" or "hardswish" => "hard_swish",
            var given => given,
        };
        return Names.Contains(name) ? name : throw section.Error($"There is no activation \"{name}\" that this library knows{Suggestion.For(name, Names)}", "activation");
    }

    /// <summary>Appends the activation and returns its output.</summary>
    public static string Append(string name, NetworkBuilder network, string value)
    {
        if (name == "linear")
        {
            return value;
        }

        if (name == "relu6")
        {
            return network.Node("Clip", "act", [value, network.Constant("act.min", TensorData.Scalar(0)), network.Constant("act.max", TensorData.Scalar(6))]);
        }

        if (name == "mish")
        {
            network.Require(operatorSet: 18);
        }

        return Single.TryGetValue(name, out var single)
            ? network.Node(single.OpType, "act", [value], Attributes(single.Attributes))
            : network.Node("Mul", "act", [value, network.Node(Gated[name].OpType, "act/gate", [value], Attributes(Gated[name].Attributes))]);
    }

    /// <summary>The activation that the operators after <paramref name="value"/> compute, and its output; they count as written then.</summary>
    public static (string Name, string Output) Follow(string value, NetworkWriter network)
    {
        switch (network.Readers(value))
        {
            case [var only]:
                foreach (var (name, (opType, attributes)) in Single)
                {
                    if (Is(only, opType, attributes))
                    {
                        return (name, network.Take(only));
                    }
                }

                return only.OpType == "Clip" && network.Number(only, 1) == 0 && network.Number(only, 2) == 6 ? ("relu6", network.Take(only)) : ("linear", value);

            case [var first, var second] when (first.OpType == "Mul" ? second : first) is var gate && (first.OpType == "Mul" ? first : second) is { OpType: "Mul" } product:
                foreach (var (name, (opType, attributes)) in Gated)
                {
                    if (Is(gate, opType, attributes) && Multiplies(product, value, gate.Output, network))
                    {
                        return (name, network.Take(gate, product));
                    }
                }

                if (gate.OpType == "HardSigmoid" && Is(gate, "HardSigmoid", [("alpha", Sixth), ("beta", 0.5f)]) && Multiplies(product, value, gate.Output, network))
                {
                    return ("hard_swish", network.Take(gate, product));
                }

                // Mish, as it is written before operator set 18.
                return gate.OpType == "Softplus" && network.Next(gate.Output, "Tanh") is { } tanh && Multiplies(product, value, tanh.Output, network)
                    ? ("mish", network.Take(gate, tanh, product))
                    : ("linear", value);

            default:
                return ("linear", value);
        }
    }

    private static bool Multiplies(Node product, string value, string gate, NetworkWriter network) =>
        product.Inputs is [var left, var right] && ((left == value && right == gate) || (left == gate && right == value)) && network.Readers(gate).Count == 1;

    private static bool Is(Node node, string opType, (string Name, float Value)[] attributes)
    {
        if (node.OpType != opType || node.Domain.Length > 0)
        {
            return false;
        }

        foreach (var (name, value) in attributes)
        {
            if (MathF.Abs(node.Float(name, Default(opType, name)) - value) > 1e-4f * MathF.Abs(value))
            {
                return false;
            }
        }

        return true;
    }

    private static float Default(string opType, string attribute) => (opType, attribute) switch
    {
        ("LeakyRelu", _) => 0.01f,
        ("HardSigmoid", "alpha") => 0.2f,
        ("HardSigmoid", _) => 0.5f,
        ("Selu", "alpha") => 1.67326319f,
        ("Selu", _) => 1.05070102f,
        _ => 1,
    };

    private static IEnumerable<(string Name, object Value)> Attributes((string Name, float Value)[] attributes) =>
        attributes.Select(attribute => (attribute.Name, (object)attribute.Value));
}

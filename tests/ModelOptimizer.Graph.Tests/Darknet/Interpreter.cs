namespace ModelOptimizer.Graph.Tests.Darknet;

/// <summary>Computes the functions of one value that follow a graph's first convolution.</summary>
internal sealed class Interpreter(ModelGraph graph)
{
    public double After(double input)
    {
        var values = new Dictionary<string, double>();
        foreach (var node in graph.Nodes)
        {
            values[node.Output] = node.OpType == "Conv" ? input : Apply(node, [.. node.Inputs.Select(name => values.TryGetValue(name, out var value) ? value : graph.Initializers[name].Floats[0])]);
        }

        return values[graph.Outputs[0].Name];
    }

    /// <summary>By the definitions of the ONNX operator reference.</summary>
    private static double Apply(Node node, double[] x) => node.OpType switch
    {
        "LeakyRelu" => x[0] < 0 ? node.Float("alpha", 0.01f) * x[0] : x[0],
        "Relu" => Math.Max(x[0], 0),
        "Clip" => Math.Clamp(x[0], x[1], x[2]),
        "Sigmoid" => 1 / (1 + Math.Exp(-x[0])),
        "Tanh" => Math.Tanh(x[0]),
        "Mish" => x[0] * Math.Tanh(Math.Log(1 + Math.Exp(x[0]))),
        "HardSwish" => x[0] * Math.Clamp((x[0] / 6) + 0.5, 0, 1),
        "HardSigmoid" => Math.Clamp((node.Float("alpha", 0.2f) * x[0]) + node.Float("beta", 0.5f), 0, 1),
        "Elu" => x[0] < 0 ? node.Float("alpha", 1) * (Math.Exp(x[0]) - 1) : x[0],
        "Selu" => node.Float("gamma", 1.05070102f) * (x[0] < 0 ? node.Float("alpha", 1.67326319f) * (Math.Exp(x[0]) - 1) : x[0]),
        "Mul" => x[0] * x[1],
        _ => throw new NotSupportedException(node.OpType),
    };
}

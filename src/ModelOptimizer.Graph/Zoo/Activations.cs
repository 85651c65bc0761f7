namespace ModelOptimizer.Graph.Zoo;

/// <summary>Appends an activation named <paramref name="name"/>.</summary>
internal delegate Feature Activation(Feature x, string name);

/// <summary>The activations of the zoo's networks.</summary>
internal static class Activations
{
    public static Feature Relu(Feature x, string name) => x.Relu(name);

    /// <summary>Slope 0.1, as in Darknet.</summary>
    public static Feature LeakyRelu(Feature x, string name) => x.LeakyRelu(name);

    /// <summary>min(max(x, 0), 6).</summary>
    public static Feature Relu6(Feature x, string name)
    {
        string Bound(string role, float value) => x.Builder.Constant($"{name}.{role}", TensorData.Scalar(value));
        return x.Builder.Node("Clip", name, x.Channels, [x.Name, Bound("min", 0), Bound("max", 6)]);
    }

    public static Feature Sigmoid(Feature x, string name) => x.Builder.Node("Sigmoid", name, x.Channels, [x.Name]);

    /// <summary>x sigmoid(x) (nodes <c>name/gate</c> and <c>name</c>).</summary>
    public static Feature Silu(Feature x, string name) => x.Multiply(name, Sigmoid(x, $"{name}/gate"));

    /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
    public static Feature HardSigmoid(Feature x, string name) => x.Builder.Node("HardSigmoid", name, x.Channels, [x.Name], ("alpha", 1 / 6f), ("beta", 0.5f));

    /// <summary>x hardSigmoid(x).</summary>
    public static Feature HardSwish(Feature x, string name) => x.Builder.Node("HardSwish", name, x.Channels, [x.Name]);

    /// <summary>x tanh(softplus(x)) (Misra, arXiv 1908.08681); raises the graph's operator set to 18, which introduced it.</summary>
    public static Feature Mish(Feature x, string name)
    {
        x.Builder.Graph.OperatorSets[""] = 18;
        return x.Builder.Node("Mish", name, x.Channels, [x.Name]);
    }
}

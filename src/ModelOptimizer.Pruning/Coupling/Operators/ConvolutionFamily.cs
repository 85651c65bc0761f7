using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>What convolutions and transposed ones have in common: constant weights and bias, channels on axis 1, groups.</summary>
internal abstract class ConvolutionFamily : IOperatorFamily
{
    public abstract IReadOnlyList<string> OpTypes { get; }

    public abstract bool Absorbs { get; }

    public string? Couple(Node node, CouplingPass pass)
    {
        if (pass.Constant(node.Inputs[1]) is not { Shape.Count: >= 3, Count: > 0 } weight)
        {
            return "its weights are not a constant";
        }

        if (node.Input(2) is { } name && pass.Constant(name) is null)
        {
            return "its bias is not a constant";
        }

        if (node.Int("group", 1) is < 1 or > int.MaxValue || weight.Shape[0] % Groups(node) != 0)
        {
            return $"its weights do not divide into {node.Int("group", 1)} groups";
        }

        var inputs = Inputs(weight, Groups(node));
        var input = pass.LayerInput(node.Inputs[0], 1, weight.Shape.Count, inputs);
        if (input.Axis != 1 || input.Width != inputs)
        {
            return $"its input's channels are not the {inputs} that its weights read";
        }

        var channels = Couple(node, weight, input.Channels, pass);
        if (node.Input(2) is { } bias)
        {
            pass.Slot(node, bias, 0, ChannelRole.Bias, channels);
        }

        pass.Assign(node.Output, new(1, weight.Shape.Count, channels));
        return null;
    }

    /// <summary>A removed filter leaves its bias.</summary>
    public void Propagate(Node node, ConstantPass pass) => pass.AssignBias(node.Output, node.Input(2));

    public abstract void Cut(Node node, Node cut, CutPass pass);

    /// <summary>The number of channels that the weights read.</summary>
    protected abstract int Inputs(TensorData weight, int groups);

    /// <summary>Records the slots of the weights.</summary>
    /// <returns>The channels that the operator makes.</returns>
    protected abstract ChannelList Couple(Node node, TensorData weight, ChannelList inputs, CouplingPass pass);

    protected static int Groups(Node node) => (int)node.Int("group", 1);

    /// <summary>A depthwise operator has as many groups as channels, however many stay.</summary>
    protected static void CutDepthwise(Node node, Node cut, CutPass pass) => cut.Attributes["group"] = (long)pass.Kept(node.Inputs[0]).Length;
}

using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>Broadcasting to a constant shape, which states the number of channels again.</summary>
internal sealed class Expand : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes => ["Expand"];

    public string? Couple(Node node, CouplingPass pass)
    {
        var input = pass.Layout(node.Inputs[0])!;
        if (pass.Constant(node.Inputs[1])?.Integers() is not { } shape)
        {
            return "its shape is not a constant";
        }

        var at = shape.Length - input.AxisFromEnd;
        if (at >= 0 && shape[at] != 1 && shape[at] != input.Width)
        {
            return "it repeats a single channel";
        }

        var rank = Math.Max(shape.Length, input.Rank);
        pass.Assign(node.Output, new(rank - input.AxisFromEnd, rank, input.Channels));
        return null;
    }

    public void Propagate(Node node, ConstantPass pass) => pass.Assign(node.Output, pass.Of(node.Inputs[0]));

    public void Cut(Node node, Node cut, CutPass pass)
    {
        var input = pass.Channels(node.Inputs[0])!;
        var shape = pass.Source.Initializers[node.Inputs[1]].Integers()!;
        var at = shape.Length - (input.Rank - input.Axis);
        if (at >= 0 && shape[at] > 1)
        {
            shape[at] = pass.Kept(node.Output).Length;
            pass.SetInput(cut, 1, TensorData.Of([shape.Length], shape));
        }
    }
}

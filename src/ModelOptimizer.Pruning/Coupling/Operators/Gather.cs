using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>Picks channels by constant indices, or one half of a channel shuffle; along other axes the channels pass through.</summary>
internal sealed class Gather : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes => ["Gather"];

    public bool Rearranges => true;

    public string? Couple(Node node, CouplingPass pass)
    {
        if (pass.Constant(node.Inputs[1]) is not { } tensor || tensor.Integers() is not { Length: > 0 } indices)
        {
            return "its indices are not constants";
        }

        if (pass.Grid(node.Inputs[0]) is { } grid)
        {
            if (tensor.Shape.Count > 0 || grid.Taken(Axis(node, grid.Axes.Count), indices[0]) is not { } taken)
            {
                return "it takes part of channels that are spread over several axes";
            }

            pass.Rearrange(node.Output, taken);
            return null;
        }

        var input = pass.Layout(node.Inputs[0])!;
        var axis = Axis(node, input.Rank);
        if (axis != input.Axis)
        {
            var grown = tensor.Shape.Count - 1;
            pass.Assign(node.Output, new(axis < input.Axis ? input.Axis + grown : input.Axis, input.Rank + grown, input.Channels));
            return null;
        }

        if (tensor.Shape.Count != 1)
        {
            return "its indices are not a list of channels";
        }

        if (Array.Exists(indices, index => index < -input.Width || index >= input.Width))
        {
            return $"it picks channels that are not among the {input.Width} of its input";
        }

        pass.Pick(node.Output, input, new(node.Inputs[0], Array.ConvertAll(indices, index => (int)(index < 0 ? index + input.Width : index))));
        return null;
    }

    public void Propagate(Node node, ConstantPass pass) => pass.Assign(node.Output, pass.Of(node.Inputs[0]));

    private static int Axis(Node node, int rank) => (int)node.Int("axis", 0) is var axis && axis < 0 ? axis + rank : axis;
}

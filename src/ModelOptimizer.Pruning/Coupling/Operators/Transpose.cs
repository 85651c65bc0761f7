using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>Moves the channels to another axis.</summary>
internal sealed class Transpose : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes => ["Transpose"];

    public bool Rearranges => true;

    public string? Couple(Node node, CouplingPass pass)
    {
        if (pass.Grid(node.Inputs[0]) is { } grid)
        {
            pass.Rearrange(node.Output, grid.Transposed(node.Ints("perm")));
            return null;
        }

        var input = pass.Layout(node.Inputs[0])!;
        var axis = node.Ints("perm") is { } permutation ? Array.IndexOf(permutation, input.Axis) : input.Rank - 1 - input.Axis;
        if (axis < 0)
        {
            return "its order of axes leaves out the channels";
        }

        pass.Assign(node.Output, input with { Axis = axis });
        return null;
    }

    public void Propagate(Node node, ConstantPass pass) => pass.Assign(node.Output, pass.Of(node.Inputs[0]));
}

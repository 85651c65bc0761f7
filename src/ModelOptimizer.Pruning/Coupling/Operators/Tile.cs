using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>Repetition of the pixels; the channels pass through.</summary>
internal sealed class Tile : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes => ["Tile"];

    public string? Couple(Node node, CouplingPass pass)
    {
        var input = pass.Layout(node.Inputs[0])!;
        if (pass.Constant(node.Inputs[1])?.Integers() is not { } repeats || repeats.Length != input.Rank || repeats[input.Axis] != 1)
        {
            return "it repeats channels, or its repeats are not constants";
        }

        pass.Assign(node.Output, input);
        return null;
    }

    public void Propagate(Node node, ConstantPass pass) => pass.Assign(node.Output, pass.Of(node.Inputs[0]));
}

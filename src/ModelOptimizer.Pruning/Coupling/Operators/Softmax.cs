using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>Normalises along an axis: over pixels or anchors the channels pass through, over the channels each counts for all others.</summary>
internal sealed class Softmax : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes => ["Softmax", "LogSoftmax"];

    public string? Couple(Node node, CouplingPass pass)
    {
        var input = pass.Layout(node.Inputs[0])!;
        var current = pass.OperatorSet >= 13;
        var axis = (int)node.Int("axis", current ? -1 : 1) is var stated && stated < 0 ? stated + input.Rank : stated;

        // Before operator set 13 all axes from the stated one on are normalised together.
        if (axis == input.Axis || (!current && axis < input.Axis))
        {
            return "it normalises over the channels";
        }

        pass.Assign(node.Output, input);
        return null;
    }

    public void Propagate(Node node, ConstantPass pass)
    {
    }
}

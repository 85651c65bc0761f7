using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>Normalises each channel by itself. A removed channel leaves beta, the mean of what it was (arXiv 2306.01526, released code).</summary>
internal sealed class Normalization : IOperatorFamily
{
    private static readonly ChannelRole[] BatchRoles = [ChannelRole.Scale, ChannelRole.Shift, ChannelRole.Statistic, ChannelRole.Statistic];
    private static readonly ChannelRole[] InstanceRoles = [ChannelRole.Scale, ChannelRole.Shift];

    public IReadOnlyList<string> OpTypes => ["BatchNormalization", "InstanceNormalization"];

    public string? Couple(Node node, CouplingPass pass)
    {
        var roles = node.OpType == "BatchNormalization" ? BatchRoles : InstanceRoles;
        for (var input = 1; input <= roles.Length; input++)
        {
            if (pass.Constant(node.Input(input)) is null)
            {
                return "its scale, shift or statistics are not constants";
            }
        }

        if (pass.Activation(node.Inputs[0]) is not { Axis: 1 } layout || layout.Width != pass.Constant(node.Inputs[1])!.Count)
        {
            return "its input's channels are not those that it normalises";
        }

        for (var input = 1; input <= roles.Length; input++)
        {
            pass.Slot(node, node.Inputs[input], 0, roles[input - 1], layout.Channels);
        }

        pass.Assign(node.Output, layout);
        return null;
    }

    public void Propagate(Node node, ConstantPass pass) => pass.AssignBias(node.Output, node.Inputs[2]);
}

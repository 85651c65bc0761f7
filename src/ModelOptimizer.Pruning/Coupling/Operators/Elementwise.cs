using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>
/// Functions of several values, position by position: residual additions, gates, learned scales. The operands' channels become the same; a
/// constant operand is sliced along; an operand with a single channel applies to all of them.
/// </summary>
internal sealed class Elementwise : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes => ["Add", "Sub", "Mul", "Div", "Pow", "Max", "Min", "Sum", "Mean", "PRelu"];

    public string? Couple(Node node, CouplingPass pass)
    {
        ChannelLayout? widest = null;
        foreach (var input in node.Inputs)
        {
            if (pass.Layout(input) is { } layout && (widest is null || layout.Width > widest.Width))
            {
                widest = layout;
            }
        }

        // Only the rank of the result may grow by broadcasting; the channels keep their place counted from the end.
        var rank = node.Inputs.Max(input => pass.Layout(input)?.Rank ?? pass.Constant(input)?.Shape.Count ?? pass.Shape(input)?.Count ?? 0);
        foreach (var input in node.Inputs)
        {
            if (Join(node, input, widest!, pass) is { } reason)
            {
                return reason;
            }
        }

        pass.Assign(node.Output, new(rank - widest!.AxisFromEnd, rank, widest.Channels));
        return null;
    }

    public void Propagate(Node node, ConstantPass pass)
    {
        if (pass.Channels(node.Output) is not { } channels || pass.Of(node.Output, node.Inputs[0], channels) is not { } result)
        {
            return;
        }

        for (var input = 1; input < node.Inputs.Count; input++)
        {
            if (pass.Of(node.Output, node.Inputs[input], channels) is not { } operand)
            {
                return;
            }

            for (var channel = 0; channel < result.Length; channel++)
            {
                result[channel] = Apply(node.OpType, result[channel], operand[channel]);
            }
        }

        pass.Assign(node.Output, node.OpType == "Mean" ? Array.ConvertAll(result, sum => sum / node.Inputs.Count) : result);
    }

    private static string? Join(Node node, string input, ChannelLayout target, CouplingPass pass)
    {
        if (pass.Constant(input) is { } constant)
        {
            var axis = constant.Shape.Count - target.AxisFromEnd;
            if (axis < 0 || constant.Shape[axis] == 1)
            {
                return null;
            }

            if (constant.Shape[axis] != target.Width)
            {
                return "a constant operand has more channels than the other operands";
            }

            pass.Slot(node, input, axis, ChannelRole.Elementwise, target.Channels);
            return null;
        }

        if (pass.Layout(input) is not { } layout)
        {
            return pass.Shape(input) is { } shape && (shape.Count < target.AxisFromEnd || shape[^target.AxisFromEnd].Value == 1)
                ? null
                : $"the channels of its operand '{input}' are not known";
        }

        if (layout.AxisFromEnd != target.AxisFromEnd)
        {
            return "its operands have their channels on different axes";
        }

        if (layout.Width == target.Width)
        {
            ChannelList.Unify(layout.Channels, target.Channels);
            return null;
        }

        layout.Channels.Protect("it is a single channel that applies to many");
        return layout.Width == 1 ? null : "its operands have different numbers of channels";
    }

    private static float Apply(string opType, float left, float right) => opType switch
    {
        "Add" or "Sum" or "Mean" => left + right,
        "Sub" => left - right,
        "Mul" => left * right,
        "Div" => left / right,
        "Pow" => MathF.Pow(left, right),
        "Max" => MathF.Max(left, right),
        "Min" => MathF.Min(left, right),
        _ => left < 0 ? left * right : left,
    };
}

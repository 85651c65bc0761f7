using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>Joins channel lists along the channel axis; along another axis the inputs' channels become the same.</summary>
internal sealed class Concat : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes => ["Concat"];

    public string? Couple(Node node, CouplingPass pass)
    {
        var layouts = new List<ChannelLayout>();
        foreach (var input in node.Inputs)
        {
            if (pass.Activation(input) is not { } layout)
            {
                return $"the shape of its input '{input}' is not known";
            }

            layouts.Add(layout);
        }

        var first = layouts[0];
        if (layouts.Exists(layout => layout.Axis != first.Axis || layout.Rank != first.Rank))
        {
            return "its inputs have their channels on different axes";
        }

        if (Axis(node, first.Rank) == first.Axis)
        {
            if (layouts.Sum(layout => (long)layout.Width) > ChannelList.Largest)
            {
                return $"it joins more than {ChannelList.Largest} channels";
            }

            pass.Assign(node.Output, first with { Channels = ChannelList.Join(layouts.Select(layout => layout.Channels)) });
            return null;
        }

        if (layouts.Exists(layout => layout.Width != first.Width))
        {
            return "its inputs have different numbers of channels";
        }

        foreach (var layout in layouts.Skip(1))
        {
            ChannelList.Unify(first.Channels, layout.Channels);
        }

        pass.Assign(node.Output, first);
        return null;
    }

    public void Propagate(Node node, ConstantPass pass)
    {
        if (pass.Channels(node.Output) is not { } output || node.Inputs.Sum(input => pass.Channels(input)?.Width ?? 0) != output.Width)
        {
            return;
        }

        // Along another axis the widths would not add up, except for a single input, where both readings agree.
        pass.Assign(node.Output, [.. node.Inputs.SelectMany(input => pass.Of(input) ?? pass.Unknown(input))]);
    }

    private static int Axis(Node node, int rank) => (int)node.Int("axis", 1) is var axis && axis < 0 ? axis + rank : axis;
}

using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>Padding of the image passes channels through; padding of the channels (parameter-free shortcuts) adds new ones before and after.</summary>
internal sealed class Pad : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes => ["Pad"];

    public string? Couple(Node node, CouplingPass pass)
    {
        var input = pass.Layout(node.Inputs[0])!;
        if (Amounts(node, pass.Graph, input.Rank, input.Axis) is not { } amounts)
        {
            return "its amounts are not constants";
        }

        if (amounts is { Before: 0, After: 0 })
        {
            pass.Assign(node.Output, input);
            return null;
        }

        if ((long)amounts.Before + amounts.After > ChannelList.Largest)
        {
            return $"it adds more than {ChannelList.Largest} channels";
        }

        if (amounts.Before < 0 || amounts.After < 0 || node.Text("mode", "constant") != "constant")
        {
            return "it crops or mirrors channels";
        }

        ChannelList[] parts = [ChannelList.Fresh(amounts.Before), input.Channels, ChannelList.Fresh(amounts.After)];
        pass.Assign(node.Output, input with { Channels = ChannelList.Join(parts.Where(part => part.Width > 0)) });
        return null;
    }

    public void Propagate(Node node, ConstantPass pass)
    {
        if (pass.Channels(node.Inputs[0]) is not { } input || Value(node, pass.Graph) is not { } value)
        {
            return;
        }

        var amounts = Amounts(node, pass.Graph, input.Rank, input.Axis)!.Value;
        pass.Assign(node.Output,
        [
            .. Enumerable.Repeat(value, amounts.Before),
            .. pass.Of(node.Inputs[0]) ?? pass.Unknown(node.Inputs[0]),
            .. Enumerable.Repeat(value, amounts.After),
        ]);
    }

    public void Cut(Node node, Node cut, CutPass pass)
    {
        var input = pass.Channels(node.Inputs[0])!;
        var amounts = Amounts(node, pass.Source, input.Rank, input.Axis)!.Value;
        if (amounts is { Before: 0, After: 0 })
        {
            return;
        }

        var kept = pass.Kept(node.Output);
        var pads = node.Ints("pads") ?? pass.Source.Initializers[node.Inputs[1]].Int64s.ToArray();
        pads[amounts.Index] = kept.Count(position => position < amounts.Before);
        pads[amounts.Index + (pads.Length / 2)] = kept.Count(position => position >= amounts.Before + input.Width);
        if (node.Input(1) is null)
        {
            cut.Attributes["pads"] = pads;
        }
        else
        {
            pass.SetInput(cut, 1, TensorData.Of([pads.Length], pads));
        }
    }

    /// <summary>The padding of one axis and where in the list of amounts it stands; null where the amounts are not constants.</summary>
    private static (int Before, int After, int Index)? Amounts(Node node, ModelGraph graph, int rank, int axis)
    {
        var pads = node.Input(1) is not { } name ? node.Ints("pads") : graph.Initializers.GetValueOrDefault(name)?.Integers();
        if (pads is null)
        {
            return null;
        }

        var index = axis;
        if (node.Input(3) is { } axesName)
        {
            if (!graph.Initializers.TryGetValue(axesName, out var axes))
            {
                return null;
            }

            index = Array.FindIndex(axes.Int64s.ToArray(), padded => (padded < 0 ? padded + rank : padded) == axis);
        }

        return index < 0 ? (0, 0, 0)
            : index >= pads.Length / 2 || Int128.Abs(pads[index]) > int.MaxValue || Int128.Abs(pads[index + (pads.Length / 2)]) > int.MaxValue ? null
            : ((int)pads[index], (int)pads[index + (pads.Length / 2)], index);
    }

    private static float? Value(Node node, ModelGraph graph) => node.Input(2) is not { } name ? node.Float("value", 0)
        : graph.Initializers.TryGetValue(name, out var tensor) ? tensor.Floats[0]
        : null;
}

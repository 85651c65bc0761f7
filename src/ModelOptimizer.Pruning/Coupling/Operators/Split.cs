using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>Cuts a channel list into sublists; along another axis the channels pass through.</summary>
internal sealed class Split : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes => ["Split"];

    public string? Couple(Node node, CouplingPass pass)
    {
        var input = pass.Layout(node.Inputs[0])!;
        if (Axis(node, input.Rank) != input.Axis)
        {
            node.Outputs.ForEach(output => pass.Assign(output, input));
            return null;
        }

        if (Sizes(node, pass, input.Width) is not { } sizes || sizes.Length != node.Outputs.Count
            || Array.Exists(sizes, size => size < 1 || size > input.Width) || sizes.Sum() != input.Width)
        {
            return "its sizes are not constants that add up to the channels";
        }

        var start = 0;
        for (var output = 0; output < sizes.Length; output++)
        {
            pass.Assign(node.Outputs[output], input with { Channels = input.Channels.Slice(start, (int)sizes[output]) });
            start += (int)sizes[output];
        }

        return null;
    }

    public void Propagate(Node node, ConstantPass pass)
    {
        if (pass.Of(node.Inputs[0]) is not { } constants)
        {
            return;
        }

        var start = 0;
        foreach (var output in node.Outputs)
        {
            var width = pass.Channels(output)!.Width;
            pass.Assign(output, width == constants.Length ? constants : constants[start..(start + width)]);
            start += width;
        }
    }

    public void Cut(Node node, Node cut, CutPass pass)
    {
        var input = pass.Channels(node.Inputs[0])!;
        if (Axis(node, input.Rank) != input.Axis)
        {
            return;
        }

        var sizes = node.Outputs.ConvertAll(output => (long)pass.Kept(output).Length);
        if (pass.Target.OperatorSets[""] >= 13)
        {
            cut.Attributes.Remove("num_outputs");
            pass.SetInput(cut, 1, TensorData.Of([sizes.Count], sizes.ToArray()));
        }
        else
        {
            cut.Attributes["split"] = sizes.ToArray();
        }
    }

    private static int Axis(Node node, int rank) => (int)node.Int("axis", 0) is var axis && axis < 0 ? axis + rank : axis;

    private static long[]? Sizes(Node node, CouplingPass pass, int width)
    {
        if (node.Input(1) is { } input)
        {
            return pass.Constant(input)?.Int64s.ToArray();
        }

        if (node.Ints("split") is { } sizes)
        {
            return sizes;
        }

        // Equal parts, the last one smaller where they do not divide the whole (ONNX, Split-18).
        var part = (width + node.Outputs.Count - 1) / node.Outputs.Count;
        return [.. node.Outputs.Select((_, index) => (long)Math.Min(part, width - (index * part)))];
    }
}

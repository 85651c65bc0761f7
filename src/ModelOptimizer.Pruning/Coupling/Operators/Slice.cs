using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>Takes a sublist of the channels, or some of them in steps; along other axes the channels pass through.</summary>
internal sealed class Slice : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes => ["Slice"];

    public string? Couple(Node node, CouplingPass pass)
    {
        var input = pass.Layout(node.Inputs[0])!;
        if (Bounds(node, pass.Graph, input.Rank) is not { } bounds)
        {
            return "its bounds are not constants";
        }

        var at = Array.IndexOf(bounds.Axes, input.Axis);
        if (at < 0)
        {
            pass.Assign(node.Output, input);
            return null;
        }

        if (bounds.Steps[at] == 0)
        {
            return "it makes no steps";
        }

        if (bounds.Steps[at] != 1)
        {
            int[] positions = [.. Steps(bounds.Starts[at], bounds.Ends[at], bounds.Steps[at], input.Width)];
            if (positions.Length == 0)
            {
                return "it takes no channels";
            }

            pass.Pick(node.Output, input, new(node.Inputs[0], positions));
            return null;
        }

        var (start, end) = (Position(bounds.Starts[at], input.Width), Position(bounds.Ends[at], input.Width));
        if (end <= start)
        {
            return "it takes no channels";
        }

        pass.Assign(node.Output, input with { Channels = input.Channels.Slice(start, end - start) });
        return null;
    }

    public void Propagate(Node node, ConstantPass pass)
    {
        if (pass.Of(node.Inputs[0]) is { } constants)
        {
            var start = Start(node, pass.Graph, pass.Channels(node.Inputs[0])!);
            pass.Assign(node.Output, constants[start..(start + pass.Channels(node.Output)!.Width)]);
        }
    }

    public void Cut(Node node, Node cut, CutPass pass)
    {
        var input = pass.Channels(node.Inputs[0])!;
        var bounds = Bounds(node, pass.Source, input.Rank)!.Value;
        var at = Array.IndexOf(bounds.Axes, input.Axis);
        if (at < 0)
        {
            return;
        }

        var first = Start(node, pass.Source, input);
        var start = pass.Kept(node.Inputs[0]).Count(position => position < first);
        bounds.Starts[at] = start;
        bounds.Ends[at] = start + pass.Kept(node.Output).Length;
        if (node.Input(1) is null)
        {
            cut.Attributes["starts"] = bounds.Starts;
            cut.Attributes["ends"] = bounds.Ends;
            return;
        }

        pass.SetInput(cut, 1, TensorData.Of([bounds.Starts.Length], bounds.Starts));
        pass.SetInput(cut, 2, TensorData.Of([bounds.Ends.Length], bounds.Ends));
    }

    private static int Start(Node node, ModelGraph graph, ChannelAxis input)
    {
        var bounds = Bounds(node, graph, input.Rank)!.Value;
        var at = Array.IndexOf(bounds.Axes, input.Axis);
        return at < 0 ? 0 : Position(bounds.Starts[at], input.Width);
    }

    /// <summary>The positions from a start to before an end, which lies before position 0 where the steps go backwards.</summary>
    private static IEnumerable<int> Steps(long start, long end, long step, int width)
    {
        // Longer steps than the whole take one position as well, and cannot leave 64 bits.
        step = Math.Clamp(step, -width, width);
        var (low, high) = step > 0 ? (0, width) : (-1, width - 1);
        var last = Math.Clamp(end < 0 ? end + width : end, low, high);
        for (var position = Math.Clamp(start < 0 ? start + width : start, 0, high); step > 0 ? position < last : position > last; position += step)
        {
            yield return (int)position;
        }
    }

    private static int Position(long bound, int width) => (int)Math.Clamp(bound < 0 ? bound + width : bound, 0, width);

    private static (long[] Starts, long[] Ends, int[] Axes, long[] Steps)? Bounds(Node node, ModelGraph graph, int rank)
    {
        if ((Argument(1, "starts"), Argument(2, "ends")) is not ({ } starts, { } ends) || starts.Length != ends.Length)
        {
            return null;
        }

        if ((node.Input(3) is not null && Argument(3, "axes") is null) || (node.Input(4) is not null && Argument(4, "steps") is null))
        {
            return null;
        }

        var axes = Argument(3, "axes") ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        var steps = Argument(4, "steps") ?? [.. Enumerable.Repeat(1L, starts.Length)];
        if (axes.Length != starts.Length || steps.Length != starts.Length)
        {
            return null;
        }

        return (starts, ends, Array.ConvertAll(axes, axis => (int)(axis < 0 ? axis + rank : axis)), steps);

        // Attributes before operator set 10, inputs since.
        long[]? Argument(int input, string attribute) => node.Input(input) is not { } name ? node.Ints(attribute)
            : !graph.Initializers.TryGetValue(name, out var tensor) ? null
            : tensor.Integers();
    }
}

using ModelOptimizer.Graph;
using ModelOptimizer.Pruning.Surgery;

namespace ModelOptimizer.Pruning.Coupling.Operators;

/// <summary>The shape of a value; channels may leave the value as long as nobody asks for their number.</summary>
internal sealed class ShapeOf : IOperatorFamily
{
    public IReadOnlyList<string> OpTypes => ["Shape"];

    public string? Couple(Node node, CouplingPass pass)
    {
        var input = pass.Layout(node.Inputs[0])!;
        var start = Clamped(node.Int("start", 0), input.Rank);
        var end = Clamped(node.Int("end", input.Rank), input.Rank);
        if (input.Axis < start || input.Axis >= end)
        {
            return null;
        }

        return pass.Graph.Outputs.Exists(output => output.Name == node.Output) ? "the number of channels is a graph output"
            : pass.Index.Consumers(node.Output).FirstOrDefault(reader => !Ignores(reader.Node, reader.Input, input.Axis - start, end - start, pass)).Node is { } curious
                ? $"{curious.OpType} '{curious.Name}' reads the number of channels"
            : null;
    }

    public void Propagate(Node node, ConstantPass pass)
    {
    }

    /// <summary>Whether a reader of a shape leaves the entry <paramref name="at"/> of <paramref name="length"/> alone.</summary>
    private static bool Ignores(Node reader, int input, long at, long length, CouplingPass pass)
    {
        if (input != 0)
        {
            return false;
        }

        if (reader.OpType == "Gather")
        {
            return pass.Constant(reader.Input(1))?.Integers() is { } indices && Array.TrueForAll(indices, index => (index < 0 ? index + length : index) != at);
        }

        var (starts, ends) = (Bound(reader, 1, "starts", pass), Bound(reader, 2, "ends", pass));
        return reader.OpType == "Slice" && starts is [var first] && ends is [var last] && reader.Input(4) is null
            && (at < Clamped(first, length) || at >= Clamped(last, length));
    }

    private static long[]? Bound(Node slice, int input, string attribute, CouplingPass pass) =>
        slice.Input(input) is { } name ? pass.Constant(name)?.Integers() : slice.Ints(attribute);

    private static long Clamped(long bound, long length) => Math.Clamp(bound < 0 ? bound + length : bound, 0, length);
}

namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Picks slices along an axis by index.</summary>
internal static class Gather
{
    public static void Infer(NodeShapes node)
    {
        var (data, indices) = (node.Shape(0), node.Shape(1));
        var axis = Dimensions.Axis(node.Node.Int("axis", 0), data.Count);
        Dimension[] shape = [.. data.Take(axis), .. indices, .. data.Skip(axis + 1)];
        node.Set(0, node.Type(0), shape, node.Value(0) is { } value && node.Value(1) is { } positions
            ? KnownValue.Build(value.Type, shape, index =>
            {
                var picked = positions.Broadcast(index.Slice(axis, indices.Count)).Integer;
                var position = picked < 0 ? picked + value.Shape[axis] : picked;
                return position is null ? default
                    : position >= 0 && position < value.Shape[axis] ? value.Broadcast([.. index[..axis], position.Value, .. index[(axis + indices.Count)..]])
                    : throw new GraphException($"the index {picked} is out of range for {value.Shape[axis]} elements.");
            })
            : null);
    }
}

namespace ModelOptimizer.Graph.Darknet.Weights;

/// <summary>A block of a <c>.weights</c> file: which constant of the graph it fills, and which layer it belongs to.</summary>
internal sealed record WeightSlot(string Name, long[] Shape, WeightRole Role, int Layer)
{
    public long Count { get; } = Shape.Aggregate(1L, (count, dimension) => checked(count * dimension));
}

namespace ModelOptimizer.Graph;

/// <summary>Name, element type and shape of a value; the shape is null where even its rank is unknown.</summary>
public sealed record ValueInfo(string Name, ElementType Type, IReadOnlyList<Dimension>? Shape)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Type}[{(Shape is null ? "..." : string.Join(", ", Shape))}]";
}

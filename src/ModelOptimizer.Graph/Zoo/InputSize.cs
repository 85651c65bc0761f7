namespace ModelOptimizer.Graph.Zoo;

/// <summary>The size of an input image in pixels.</summary>
public readonly record struct InputSize(int Width, int Height)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Width} x {Height}";
}

namespace ModelOptimizer.Graph.Zoo;

/// <summary>The size of an input image in pixels.</summary>
public readonly record struct InputSize(int Width, int Height)
{
    /// <summary>The size behind a layer of stride 2 that is padded to half of an even size: rounded up.</summary>
    internal InputSize Halved => new((Width + 1) / 2, (Height + 1) / 2);

    /// <inheritdoc/>
    public override string ToString() => $"{Width} x {Height}";
}

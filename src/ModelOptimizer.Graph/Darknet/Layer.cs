namespace ModelOptimizer.Graph.Darknet;

/// <summary>What a section of a network description outputs: a value <c>[N, Channels, Height, Width]</c>.</summary>
/// <param name="Value">The value's name; null for <c>[yolo]</c>, whose output no other layer can read.</param>
/// <param name="Channels">The number of channels.</param>
/// <param name="Height">The height in cells.</param>
/// <param name="Width">The width in cells.</param>
internal readonly record struct Layer(string? Value, int Channels, int Height, int Width)
{
    public override string ToString() => $"{Channels} x {Height} x {Width}";
}

using ModelOptimizer.Graph.Detection;

namespace ModelOptimizer.Graph.Zoo;

/// <summary>What can be chosen about an architecture. The defaults are the published network.</summary>
public sealed record ZooOptions
{
    /// <summary>Class names in the order of the class channels; by default those of the data set the network was published for.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Input width and height in pixels; by default the published size (YOLOv3 and v4 416 x 416, ImageNet 224 x 224, CIFAR 32 x 32).</summary>
    public InputSize? InputSize { get; init; }

    /// <summary>Factor on all channel counts, rounded to multiples of 8; 1 is the exact architecture. In (0, 8].</summary>
    public double Width { get; init; } = 1;

    /// <summary>Determines the weights.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>
    /// Anchors of a detector in input pixels, from small to large, of which each head takes those its network description names; by default the
    /// published ones, scaled from 416 pixels to the input size.
    /// </summary>
    public IReadOnlyList<Anchor>? Anchors { get; init; }

    /// <summary>
    /// How far a cell's centre may reach (<see cref="DetectionHead.ScaleXY"/>), in [1, 4]; by default the published value. At 2 a cell reaches the middle
    /// of its neighbours, which training then uses to assign an object to them as well.
    /// </summary>
    public double? ScaleXY { get; init; }

    /// <summary>Reads options as they stand in a manifest (JSON values) or on a command line (<c>name=value</c>).</summary>
    /// <param name="options">
    /// <c>classes</c> a number, a JSON array of names or names separated by commas; <c>inputSize</c> a number, <c>[w, h]</c> or <c>WxH</c>;
    /// <c>width</c>; <c>seed</c>; <c>scaleXY</c>; <c>anchors</c> a JSON array of pairs <c>[w, h]</c>.
    /// </param>
    /// <exception cref="GraphException">A name is unknown or a value malformed.</exception>
    public static ZooOptions Parse(IEnumerable<KeyValuePair<string, string>> options) => options.Aggregate(new ZooOptions(), ZooOptionParser.Apply).Checked();

    internal ZooOptions Checked() =>
        Classes is { Count: 0 } ? throw new GraphException("'classes' is empty; a model needs at least one class.")
        : Classes is not null && Classes.Distinct(StringComparer.Ordinal).Count() < Classes.Count ? throw new GraphException("'classes' names a class twice.")
        : InputSize is { } size && (size.Width < 1 || size.Height < 1) ? throw new GraphException($"'inputSize' is {size}; it must be positive.")
        : Width is not (> 0 and <= 8) ? throw new GraphException($"'width' is {Width}; it must lie in (0, 8].")
        : ScaleXY is not (null or (>= 1 and <= 4)) ? throw new GraphException($"'scaleXY' is {ScaleXY}; it must lie in [1, 4].")
        : Anchors?.Any(anchor => !(anchor.Width > 0 && anchor.Height > 0)) == true ? throw new GraphException("'anchors' has a size that is not positive.")
        : this;

    /// <summary>The architecture's channel count under <see cref="Width"/>.</summary>
    internal int Scale(int channels) => Width == 1 ? channels : Math.Max(8, (int)Math.Round(channels * Width / 8) * 8);
}

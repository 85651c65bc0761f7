namespace ModelOptimizer.Graph.Shapes;

/// <summary>One element of a value known while shapes are inferred: an integer, a real, the symbol of a dimension, or (default) unknown.</summary>
internal readonly record struct Element(long? Integer, double? Real = null, string? Symbol = null)
{
    public double? Number => Real ?? Integer;

    public static Element Of(Dimension dimension) => new(dimension.Value, null, dimension.Symbol);

    public static Element Of(double real) => new(null, real);

    public static Element Of(bool truth) => new(truth ? 1 : 0);

    public Dimension ToDimension() => new(Integer, Symbol);

    /// <summary>This element in another type, as ONNX's Cast converts it.</summary>
    public Element To(ElementType type) => this switch
    {
        { Symbol: not null } => type == ElementType.Bool ? default : this,
        { Number: null } => default,
        _ => type switch
        {
            ElementType.Float32 => Of((float)Number.Value),
            ElementType.Float64 => Of(Number.Value),
            ElementType.Bool => Of(Number.Value != 0),
            ElementType.Int32 => new(Real is { } real ? (int)real : (int)Integer!.Value),
            ElementType.Int64 => new(Real is { } real ? (long)real : Integer),
            _ => default,
        },
    };
}

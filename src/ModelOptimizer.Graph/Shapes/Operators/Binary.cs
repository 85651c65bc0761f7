namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Elementwise operators over two or more operands, broadcast to a common shape.</summary>
internal static class Binary
{
    public static void Infer(NodeShapes node)
    {
        var operation = node.Node.Int("fmod", 0) != 0 ? "Fmod" : node.Node.OpType;
        var type = operation is "Equal" or "Greater" or "GreaterOrEqual" or "Less" or "LessOrEqual" or "And" or "Or" or "Xor" ? ElementType.Bool : node.Type(0);
        var shape = node.Shape(0);
        for (var input = 1; input < node.Node.Inputs.Count; input++)
        {
            shape = Dimensions.Broadcast(shape, node.Shape(input));
        }

        node.Set(0, type, shape, node.Node.Inputs.Count == 2 && node.Value(0) is { } left && node.Value(1) is { } right
            ? KnownValue.Build(type, shape, index => Combine(operation, left.Broadcast(index), right.Broadcast(index)))
            : null);
    }

    private static Element Combine(string operation, Element left, Element right) => (left, right) switch
    {
        ({ Integer: { } a }, { Integer: { } b }) => OfIntegers(operation, a, b),
        ({ Number: { } a }, { Number: { } b }) => OfReals(operation, a, b),
        ({ Symbol: not null }, { Number: { } b }) => OfSymbol(operation, left, b),
        ({ Number: { } a }, { Symbol: not null }) => operation is "Add" or "Mul" ? OfSymbol(operation, right, a) : default,
        _ => default,
    };

    private static Element OfIntegers(string operation, long a, long b) => operation switch
    {
        "Add" or "Sum" => new(a + b),
        "Sub" => new(a - b),
        "Mul" => new(a * b),
        "Div" when b != 0 && !(a == long.MinValue && b == -1) => new(a / b),
        "Mod" when b is not (0 or -1) => new(((a % b) + b) % b),
        "Fmod" when b is not (0 or -1) => new(a % b),
        "Max" => new(Math.Max(a, b)),
        "Min" => new(Math.Min(a, b)),
        "Equal" => Element.Of(a == b),
        "Greater" => Element.Of(a > b),
        "GreaterOrEqual" => Element.Of(a >= b),
        "Less" => Element.Of(a < b),
        "LessOrEqual" => Element.Of(a <= b),
        "And" => Element.Of(a != 0 && b != 0),
        "Or" => Element.Of(a != 0 || b != 0),
        "Xor" => Element.Of(a != b),
        _ => default,
    };

    private static Element OfReals(string operation, double a, double b) => operation switch
    {
        "Add" or "Sum" => Element.Of(a + b),
        "Sub" => Element.Of(a - b),
        "Mul" => Element.Of(a * b),
        "Div" => Element.Of(a / b),
        "Pow" => Element.Of(Math.Pow(a, b)),
        "Fmod" => Element.Of(a % b),
        "Max" => Element.Of(Math.Max(a, b)),
        "Min" => Element.Of(Math.Min(a, b)),
        "Equal" => Element.Of(a == b),
        "Greater" => Element.Of(a > b),
        "GreaterOrEqual" => Element.Of(a >= b),
        "Less" => Element.Of(a < b),
        "LessOrEqual" => Element.Of(a <= b),
        _ => default,
    };

    /// <summary>A symbol survives what does not change it.</summary>
    private static Element OfSymbol(string operation, Element symbol, double number) => (operation, number) switch
    {
        ("Add" or "Sub", 0) or ("Mul" or "Div", 1) => symbol,
        // Dimensions are not negative; -1 is how models ask whether one is to be inferred.
        ("Equal", < 0) => Element.Of(false),
        _ => default,
    };
}

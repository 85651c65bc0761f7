namespace ModelOptimizer.Graph.Shapes.Operators;

/// <summary>Operators whose output has type and shape of the first input.</summary>
internal static class Unary
{
    public static void Infer(NodeShapes node)
    {
        var shape = node.Shape(0);
        node.Set(0, node.Type(0), shape, node.Node.Inputs.Count == 1 && Function(node.Node.OpType) is { } function && node.Value(0) is { } value
            ? KnownValue.Build(value.Type, shape, index => Apply(function, value.Broadcast(index)))
            : node.Node.OpType == "Identity" || (node.Node.OpType == "Dropout" && !node.Has(2)) ? node.Value(0) : null);
    }

    private static Func<double, double>? Function(string operation) => operation switch
    {
        "Abs" => Math.Abs,
        "Ceil" => Math.Ceiling,
        "Exp" => Math.Exp,
        "Floor" => Math.Floor,
        "Log" => Math.Log,
        "Neg" => value => -value,
        "Not" => value => value == 0 ? 1 : 0,
        "Reciprocal" => value => 1 / value,
        "Relu" => value => Math.Max(value, 0),
        "Round" => value => Math.Round(value, MidpointRounding.ToEven),
        "Sigmoid" => value => 1 / (1 + Math.Exp(-value)),
        "Sqrt" => Math.Sqrt,
        _ => null,
    };

    // Integers that a double cannot hold exactly are left unknown.
    private static Element Apply(Func<double, double> function, Element element) =>
        element.Number is not { } number || Math.Abs(number) > 1L << 53 ? default
        : element.Integer is not null ? new((long)function(number))
        : Element.Of(function(number));
}

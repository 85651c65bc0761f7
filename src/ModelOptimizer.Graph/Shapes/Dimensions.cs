namespace ModelOptimizer.Graph.Shapes;

/// <summary>Arithmetic over shapes whose dimensions may be symbols or unknown.</summary>
internal static class Dimensions
{
    /// <summary>The shape as text, <c>[N, 3, 32, 32]</c>.</summary>
    public static string Text(IEnumerable<Dimension> shape) => $"[{string.Join(", ", shape)}]";

    /// <summary>A possibly negative axis as an index.</summary>
    /// <exception cref="GraphException">The axis is out of range.</exception>
    public static int Axis(long axis, int rank) => axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis)
        : throw new GraphException($"the axis {axis} is out of range for a tensor with {rank} dimensions.");

    /// <summary>The common shape of two operands under NumPy's broadcasting.</summary>
    /// <exception cref="GraphException">The shapes do not fit.</exception>
    public static Dimension[] Broadcast(IReadOnlyList<Dimension> left, IReadOnlyList<Dimension> right)
    {
        var result = new Dimension[Math.Max(left.Count, right.Count)];
        for (var back = 1; back <= result.Length; back++)
        {
            var a = back <= left.Count ? left[^back] : 1;
            var b = back <= right.Count ? right[^back] : 1;
            result[^back] =
                a == b || b.Value == 1 ? a
                : a.Value == 1 ? b
                : a.Value is null && b.Value is null ? Dimension.Unknown
                : a.Value is null ? b
                : b.Value is null ? a
                : throw new GraphException($"the shapes {Text(left)} and {Text(right)} do not fit together.");
        }

        return result;
    }

    /// <summary>Demands that two dimensions may be equal, and returns the better known one.</summary>
    /// <exception cref="GraphException">They differ.</exception>
    public static Dimension Same(Dimension left, Dimension right, string what) =>
        left.Value is { } a && right.Value is { } b && a != b ? throw new GraphException($"{what}: {a} against {b}.")
        : left.Value is not null || right == Dimension.Unknown ? left : right;

    /// <summary>The product; a single symbol survives factors of 1.</summary>
    public static Dimension Product(IEnumerable<Dimension> shape) => Quotient(shape, []);

    /// <summary>The product of <paramref name="over"/> by that of <paramref name="under"/>, symbols cancelling; unknown where it is not whole.</summary>
    public static Dimension Quotient(IEnumerable<Dimension> over, IEnumerable<Dimension> under)
    {
        long numerator = 1, denominator = 1;
        var symbols = new List<string>();
        foreach (var dimension in over)
        {
            if (dimension == Dimension.Unknown)
            {
                return Dimension.Unknown;
            }

            numerator = checked(numerator * (dimension.Value ?? 1));
            if (dimension.Value is null)
            {
                symbols.Add(dimension.Symbol!);
            }
        }

        foreach (var dimension in under)
        {
            if (dimension.Value is null && !(dimension.Symbol is { } symbol && symbols.Remove(symbol)))
            {
                return Dimension.Unknown;
            }

            denominator = checked(denominator * (dimension.Value ?? 1));
        }

        return denominator == 0 || numerator % denominator != 0 ? Dimension.Unknown
            : symbols.Count == 0 ? numerator / denominator
            : symbols.Count == 1 && numerator == denominator ? new(null, symbols[0])
            : Dimension.Unknown;
    }
}

using System.Runtime.InteropServices;

namespace ModelOptimizer.Graph.Shapes;

/// <summary>
/// The content of a small tensor, as far as it follows from constants and shapes. Single elements may be symbols or unknown: the shape of
/// <c>[N, 3, 32, 32]</c> is the known value <c>[N, 3, 32, 32]</c>.
/// </summary>
internal sealed record KnownValue(ElementType Type, long[] Shape, Element[] Elements)
{
    /// <summary>Larger tensors are not followed.</summary>
    private const int Limit = 1 << 16;

    /// <summary>Nor are those of more axes, which each index is computed along.</summary>
    private const int MostAxes = 64;

    /// <summary>The element at one multi-dimensional index.</summary>
    public delegate Element Content(ReadOnlySpan<long> index);

    /// <summary>The elements as dimensions.</summary>
    public Dimension[] Dimensions => Array.ConvertAll(Elements, element => element.ToDimension());

    /// <summary>The elements as integers, or null where not all are known.</summary>
    public long[]? Integers => Array.TrueForAll(Elements, element => element.Integer is not null) ? Array.ConvertAll(Elements, element => element.Integer!.Value) : null;

    /// <summary>The elements as real numbers, or null where not all are known.</summary>
    public double[]? Reals => Array.TrueForAll(Elements, element => element.Number is not null) ? Array.ConvertAll(Elements, element => element.Number!.Value) : null;

    /// <summary>The value of a constant; null where it is too large or of a type that is not computed with.</summary>
    public static KnownValue? Of(TensorData tensor) => tensor.Count > Limit || tensor.Shape.Count > MostAxes ? null : tensor.Type switch
    {
        ElementType.Float32 => new(tensor.Type, [.. tensor.Shape], Array.ConvertAll(tensor.Floats.ToArray(), value => Element.Of(value))),
        ElementType.Float64 => new(tensor.Type, [.. tensor.Shape], Array.ConvertAll(MemoryMarshal.Cast<byte, double>(tensor.Bytes).ToArray(), Element.Of)),
        ElementType.Int64 => new(tensor.Type, [.. tensor.Shape], Array.ConvertAll(tensor.Int64s.ToArray(), value => new Element(value))),
        ElementType.Int32 => new(tensor.Type, [.. tensor.Shape], Array.ConvertAll(MemoryMarshal.Cast<byte, int>(tensor.Bytes).ToArray(), value => new Element(value))),
        ElementType.Bool => new(tensor.Type, [.. tensor.Shape], Array.ConvertAll(tensor.Bytes.ToArray(), value => new Element(value))),
        _ => null,
    };

    /// <summary>Makes a value index by index; null where the shape is not known or too large.</summary>
    public static KnownValue? Build(ElementType type, IReadOnlyList<Dimension> shape, Content content)
    {
        if (shape.Count > MostAxes)
        {
            return null;
        }

        var size = new long[shape.Count];
        var count = 1L;
        for (var axis = 0; axis < size.Length; axis++)
        {
            if (shape[axis].Value is not { } length || length is < 0 or > Limit || (count *= length) > Limit)
            {
                return null;
            }

            size[axis] = length;
        }

        var elements = new Element[count];
        var index = new long[size.Length];
        for (var position = 0; position < count; position++)
        {
            elements[position] = content(index).To(type);
            for (var axis = size.Length - 1; axis >= 0 && ++index[axis] == size[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        return new(type, size, elements);
    }

    /// <summary>The element at <paramref name="index"/>, whose leading dimensions are dropped and whose sizes of 1 are repeated (broadcasting).</summary>
    public Element Broadcast(ReadOnlySpan<long> index)
    {
        var position = 0L;
        for (var axis = 0; axis < Shape.Length; axis++)
        {
            position = (position * Shape[axis]) + (Shape[axis] == 1 ? 0 : index[index.Length - Shape.Length + axis]);
        }

        return Elements[position];
    }

    /// <summary>The value as a constant, or null where an element is not a number.</summary>
    public TensorData? ToTensor() => (Type, Reals, Integers) switch
    {
        (ElementType.Float32, { } reals, _) => TensorData.Of(Shape, Array.ConvertAll(reals, value => (float)value)),
        (ElementType.Float64, { } reals, _) => new(Type, Shape, MemoryMarshal.AsBytes<double>(reals).ToArray()),
        (ElementType.Int64, _, { } integers) => TensorData.Of(Shape, integers),
        (ElementType.Int32, _, { } integers) => new(Type, Shape, MemoryMarshal.AsBytes<int>(Array.ConvertAll(integers, value => (int)value)).ToArray()),
        (ElementType.Bool, _, { } integers) => new(Type, Shape, Array.ConvertAll(integers, value => (byte)value)),
        _ => null,
    };
}

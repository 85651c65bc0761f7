namespace ModelOptimizer.Pruning.Tests.Reference;

/// <summary>A dense float tensor.</summary>
public sealed record Activations(int[] Shape, float[] Values)
{
    public int Count => Values.Length;

    public static Activations Random(Random random, params int[] shape)
    {
        var values = new float[shape.Aggregate(1, (product, size) => product * size)];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = (random.NextSingle() * 2) - 1;
        }

        return new(shape, values);
    }

    public static Activations Zeros(params int[] shape) => new(shape, new float[shape.Aggregate(1, (product, size) => product * size)]);

    /// <summary>An element of a feature map <c>[N, C, H, W]</c>.</summary>
    public float At(int n, int c, int y, int x) => Values[(((((n * Shape[1]) + c) * Shape[2]) + y) * Shape[3]) + x];

    /// <summary>Gives each element of a feature map <c>[N, C, H, W]</c> a value by its coordinates.</summary>
    public void Fill(Func<int, int, int, int, float> value)
    {
        var (channels, height, width) = (Shape[1], Shape[2], Shape[3]);
        for (var index = 0; index < Count; index++)
        {
            Values[index] = value(index / width / height / channels, index / width / height % channels, index / width % height, index % width);
        }
    }

    /// <summary>The largest absolute difference, at most <paramref name="border"/> pixels from the edge left out.</summary>
    public double Distance(Activations other, int border = 0)
    {
        Assert.Equal(Shape, other.Shape);
        var (height, width) = Shape.Length == 4 ? (Shape[2], Shape[3]) : (1, 1);
        var worst = 0.0;
        for (var index = 0; index < Count; index++)
        {
            var (y, x) = (index / width % height, index % width);
            if (y >= border && y < height - border && x >= border && x < width - border)
            {
                worst = Math.Max(worst, Math.Abs(Values[index] - other.Values[index]));
            }
        }

        return worst;
    }

    public double Magnitude() => Values.Max(Math.Abs);
}

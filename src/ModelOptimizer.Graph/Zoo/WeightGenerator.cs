namespace ModelOptimizer.Graph.Zoo;

/// <summary>Normally distributed numbers from a seed, the same on every platform and runtime version (SplitMix64, Box-Muller).</summary>
internal sealed class WeightGenerator(long seed)
{
    private ulong _state = unchecked((ulong)seed);

    /// <summary>A tensor of independent draws from N(0, <paramref name="deviation"/> squared).</summary>
    public TensorData Normal(long[] shape, double deviation)
    {
        var values = new float[shape.Aggregate(1L, (count, dimension) => count * dimension)];
        for (var i = 0; i < values.Length; i += 2)
        {
            var radius = deviation * Math.Sqrt(-2 * Math.Log(1 - Uniform()));
            var (sin, cos) = Math.SinCos(2 * Math.PI * Uniform());
            values[i] = (float)(radius * cos);
            if (i + 1 < values.Length)
            {
                values[i + 1] = (float)(radius * sin);
            }
        }

        return TensorData.Of(shape, values);
    }

    /// <summary>A number in [0, 1).</summary>
    private double Uniform()
    {
        var bits = _state += 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return ((bits ^ (bits >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}

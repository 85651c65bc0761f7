using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ModelOptimizer.Graph.Zoo;

/// <summary>
/// Normally distributed numbers from a seed (SplitMix64, Box-Muller). The generator counts instead of iterating, so a tensor's content is
/// computed only when it is read, on any thread, and does not depend on what else was read.
/// </summary>
internal sealed class WeightGenerator(long seed)
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    /// <summary>Draws of one parallel task; even, because draws come in pairs.</summary>
    private const int Portion = 1 << 16;

    private ulong _state = unchecked((ulong)seed);

    /// <summary>A tensor of independent draws from N(0, <paramref name="deviation"/> squared).</summary>
    public TensorData Normal(long[] shape, double deviation)
    {
        var start = _state;
        var tensor = new TensorData(ElementType.Float32, shape, new Lazy<ReadOnlyMemory<byte>>(() => Draw(start, shape, deviation)));
        _state += Increment * (ulong)(tensor.Count + (tensor.Count & 1));
        return tensor;
    }

    private static byte[] Draw(ulong state, long[] shape, double deviation)
    {
        var count = checked((int)shape.Aggregate(1L, (product, length) => product * length));
        var bytes = GC.AllocateUninitializedArray<byte>(checked(count * sizeof(float)));
        Parallel.For(0, (count + Portion - 1) / Portion, index =>
        {
            var start = index * Portion;
            Draw(state + (Increment * (ulong)start), MemoryMarshal.Cast<byte, float>(bytes.AsSpan())[start..Math.Min(start + Portion, count)], deviation);
        });
        return bytes;
    }

    private static void Draw(ulong state, Span<float> values, double deviation)
    {
        var width = Vector512<float>.Count;
        for (; values.Length >= width; values = values[width..], state += Increment * (ulong)width)
        {
            Sixteen(state, deviation).CopyTo(values);
        }

        if (values.Length > 0)
        {
            Span<float> last = stackalloc float[width];
            Sixteen(state, deviation).CopyTo(last);
            last[..values.Length].CopyTo(values);
        }
    }

    /// <summary>The next sixteen draws: eight pairs, each from two uniform numbers.</summary>
    private static Vector512<float> Sixteen(ulong state, double deviation)
    {
        var states = Vector512.Create(state) + (Vector512.CreateSequence<ulong>(1, 2) * Vector512.Create(Increment));
        var radius = Vector512.Create(deviation) * Vector512.Sqrt(Vector512.Create(-2.0) * Vector512.Log(Vector512<double>.One - Uniform(states)));
        var (sin, cos) = Vector512.SinCos(Vector512.Create(2 * Math.PI) * Uniform(states + Vector512.Create(Increment)));
        return Vector512.Shuffle(Vector512.Narrow(radius * cos, radius * sin), Vector512.Create(0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15));
    }

    /// <summary>Numbers in [0, 1).</summary>
    private static Vector512<double> Uniform(Vector512<ulong> bits)
    {
        bits = (bits ^ (bits >>> 30)) * Vector512.Create(0xBF58476D1CE4E5B9);
        bits = (bits ^ (bits >>> 27)) * Vector512.Create(0x94D049BB133111EB);
        return Vector512.ConvertToDouble((bits ^ (bits >>> 31)) >>> 11) * Vector512.Create(1.0 / (1UL << 53));
    }
}

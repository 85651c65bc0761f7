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
        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)(shape.Aggregate(1L, (count, length) => count * length) * sizeof(float))));
        var values = MemoryMarshal.Cast<byte, float>(bytes.AsSpan());
        var width = Vector256<float>.Count;
        for (; values.Length >= width; values = values[width..], state += Increment * (ulong)width)
        {
            Eight(state, deviation).CopyTo(values);
        }

        if (values.Length > 0)
        {
            Span<float> last = stackalloc float[width];
            Eight(state, deviation).CopyTo(last);
            last[..values.Length].CopyTo(values);
        }

        return bytes;
    }

    /// <summary>The next eight draws: four pairs, each from two uniform numbers.</summary>
    private static Vector256<float> Eight(ulong state, double deviation)
    {
        var states = Vector256.Create(state) + Vector256.Create(Increment, unchecked(3 * Increment), unchecked(5 * Increment), unchecked(7 * Increment));
        var radius = Vector256.Create(deviation) * Vector256.Sqrt(Vector256.Create(-2.0) * Vector256.Log(Vector256<double>.One - Uniform(states)));
        var (sin, cos) = Vector256.SinCos(Vector256.Create(2 * Math.PI) * Uniform(states + Vector256.Create(Increment)));
        return Vector256.Shuffle(Vector256.Narrow(radius * cos, radius * sin), Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7));
    }

    /// <summary>Numbers in [0, 1).</summary>
    private static Vector256<double> Uniform(Vector256<ulong> bits)
    {
        bits = (bits ^ (bits >>> 30)) * Vector256.Create(0xBF58476D1CE4E5B9);
        bits = (bits ^ (bits >>> 27)) * Vector256.Create(0x94D049BB133111EB);
        return Vector256.ConvertToDouble((bits ^ (bits >>> 31)) >>> 11) * Vector256.Create(1.0 / (1UL << 53));
    }
}

namespace ModelOptimizer.Data.Augmentation;

/// <summary>
/// A seeded source of random numbers: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, figure 17).
/// A sequence derived from (seed, epoch, sample) gives the same numbers on every thread, machine and resumed run.
/// </summary>
/// <param name="seed">Any number; equal seeds give equal sequences.</param>
public sealed class RandomSequence(ulong seed)
{
    private const ulong Increment = 0x9E3779B97F4A7C15;
    private ulong state = seed;

    /// <summary>The sequence that belongs to a seed and a path of indices, such as epoch and sample.</summary>
    public static RandomSequence Derive(ulong seed, params ReadOnlySpan<ulong> path)
    {
        var state = Mix(seed + Increment);
        foreach (var index in path)
        {
            state = Mix(state ^ Mix(index + Increment));
        }

        return new(state);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits() => Mix(state += Increment);

    /// <summary>A number at least 0 and below 1.</summary>
    public float NextSingle() => (NextBits() >> 40) * (1f / (1 << 24));

    /// <summary>A number from <paramref name="minimum"/> to <paramref name="maximum"/>.</summary>
    public float NextSingle(float minimum, float maximum) => minimum + (maximum - minimum) * NextSingle();

    /// <summary>An integer at least 0 and below <paramref name="limit"/>, which is at least 1.</summary>
    public int NextInt32(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return (int)Math.BigMul(NextBits(), (ulong)limit, out _);
    }

    /// <summary>True with the given probability, 0..1.</summary>
    public bool NextBoolean(float probability) => NextSingle() < probability;

    /// <summary>Puts the items into a random order (Fisher-Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt32(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

using System.Numerics;

namespace ArenaRenderer;

/// <summary>The random choices of one image (SplitMix64): the same seed and image index give the same picture on any machine.</summary>
internal sealed class Dice(ulong seed, ulong image)
{
    private ulong _state = (seed * 0xD1B54A32D192ED03) ^ (image * 0x8CB92BA72F3D8DD7);

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public float Unit() => (Next() >> 40) * (1f / (1 << 24));

    public float Between(Range range) => Between(range.Low, range.High);

    public float Between(float low, float high) => low + (high - low) * Unit();

    /// <summary>Uniform integer in [low, high].</summary>
    public int Between(int low, int high) => low + (int)(Next() % (ulong)(high - low + 1));

    public bool Chance(float probability) => Unit() < probability;

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Between(0, choices.Length - 1)];

    /// <summary>A colour near the given one.</summary>
    public Vector3 Near(Vector3 colour, float spread = 0.08f) =>
        Vector3.Clamp(colour + new Vector3(Between(-spread, spread), Between(-spread, spread), Between(-spread, spread)), new(0.02f), new(0.98f));

    public Vector3 Direction()
    {
        var z = Between(-1f, 1f);
        var (sin, cos) = MathF.SinCos(Between(0, MathF.Tau));
        var r = MathF.Sqrt(1 - z * z);
        return new(r * cos, r * sin, z);
    }
}

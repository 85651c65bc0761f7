namespace ArenaRenderer;

/// <summary>Value noise on the integer lattice, in [0, 1].</summary>
internal static class Noise
{
    public static float Smooth(float x, float y)
    {
        var (cellX, cellY) = (MathF.Floor(x), MathF.Floor(y));
        var (u, v) = (Ease(x - cellX), Ease(y - cellY));
        var (i, j) = ((int)cellX, (int)cellY);
        var top = Lerp(Lattice(i, j), Lattice(i + 1, j), u);
        var bottom = Lerp(Lattice(i, j + 1), Lattice(i + 1, j + 1), u);
        return Lerp(top, bottom, v);
    }

    public static float Lattice(int x, int y)
    {
        var hash = (uint)x * 0x9E3779B1u ^ (uint)y * 0x85EBCA77u;
        hash = (hash ^ (hash >> 15)) * 0x2C1B3C6Du;
        hash = (hash ^ (hash >> 12)) * 0x297A2D39u;
        return (hash >> 8) * (1f / (1 << 24));
    }

    private static float Ease(float t) => t * t * (3 - 2 * t);

    private static float Lerp(float a, float b, float t) => a + (b - a) * t;
}

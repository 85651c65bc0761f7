using System.Numerics;

namespace ArenaRenderer;

internal enum FloorKind
{
    Carpet,
    Planks,
    Tiles,
    Concrete,
}

/// <summary>A round sticker on floor or wall that is no ball.</summary>
internal readonly record struct Sticker(Vector2 Centre, float Radius, Vector3 Colour);

/// <summary>The arena's floor: a kind of surface, field lines, and stickers that a detector must not take for balls.</summary>
internal sealed record Floor(FloorKind Kind, Vector3 Colour, Vector3 Second, bool Lines, Vector2 Half, Sticker[] Stickers, float Phase)
{
    /// <summary>The colour at a point, filtered for a pixel of <paramref name="footprint"/> metres.</summary>
    public Vector3 At(float x, float y, float footprint)
    {
        var colour = Surface(x + Phase, y - Phase, footprint);
        if (Lines && OnLine(x, y))
        {
            colour = new(0.75f);
        }

        foreach (var sticker in Stickers)
        {
            if (Vector2.DistanceSquared(new(x, y), sticker.Centre) < sticker.Radius * sticker.Radius)
            {
                colour = sticker.Colour;
            }
        }

        return colour * (0.85f + 0.3f * Noise.Smooth(x * 3 + Phase, y * 3));
    }

    private Vector3 Surface(float x, float y, float footprint)
    {
        // Detail finer than a pixel fades out instead of flickering.
        var detail = Math.Clamp(0.012f / (footprint + 1e-4f), 0, 1);
        switch (Kind)
        {
            case FloorKind.Carpet:
                return Colour * (1 + detail * 0.5f * (Noise.Smooth(x * 120, y * 120) - 0.5f));
            case FloorKind.Planks:
                var board = MathF.Floor(y / 0.14f);
                var grain = Noise.Smooth(x * 6 + board * 17, y * 90);
                var seam = MathF.Abs(y / 0.14f - board - 0.5f) > 0.47f ? 0.6f : 1;
                return Vector3.Lerp(Colour, Second, Noise.Lattice((int)board, (int)MathF.Floor(x / 0.9f + board * 0.37f))) * (0.9f + detail * 0.25f * grain) * (1 - detail * (1 - seam));
            case FloorKind.Tiles:
                var (i, j) = (MathF.Floor(x / 0.3f), MathF.Floor(y / 0.3f));
                var (u, v) = (x / 0.3f - i, y / 0.3f - j);
                var joint = MathF.Min(MathF.Min(u, 1 - u), MathF.Min(v, 1 - v)) < 0.02f ? 1 - 0.4f * detail : 1;
                return (((int)i + (int)j) % 2 == 0 ? Colour : Second) * joint;
            default:
                return Colour * (0.8f + 0.25f * Noise.Smooth(x * 9, y * 9) + detail * 0.2f * Noise.Smooth(x * 60, y * 60));
        }
    }

    private bool OnLine(float x, float y)
    {
        const float width = 0.025f;
        var fromCentre = MathF.Sqrt(x * x + y * y);
        return MathF.Abs(x) < width
            || MathF.Abs(fromCentre - 0.5f) < width
            || MathF.Abs(MathF.Abs(x) - Half.X + 0.3f) < width
            || MathF.Abs(MathF.Abs(y) - Half.Y + 0.3f) < width;
    }
}

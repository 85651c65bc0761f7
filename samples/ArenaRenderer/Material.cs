using System.Numerics;

namespace ArenaRenderer;

internal enum Pattern
{
    Plain,

    /// <summary>Bands across <see cref="Material.Axis"/>.</summary>
    Bands,

    /// <summary>A ball's two halves, or patches where several axes meet.</summary>
    Patches,

    /// <summary>Cardboard: a strip of tape and stains.</summary>
    Cardboard,
}

/// <summary>How a surface looks: a pattern of two colours (linear RGB), gloss, and light of its own.</summary>
internal sealed record Material(Vector3 Colour, float Gloss = 0.1f)
{
    public Pattern Pattern { get; init; } = Pattern.Plain;

    public Vector3 Second { get; init; }

    public Vector3 Axis { get; init; } = Vector3.UnitZ;

    /// <summary>Bands per metre, or the share of patches.</summary>
    public float Scale { get; init; } = 20;

    public float Glow { get; init; }

    /// <summary>The colour at a point and normal, both in the frame of the thing.</summary>
    public Vector3 At(Vector3 point, Vector3 normal) => Pattern switch
    {
        Pattern.Bands => MathF.Abs(Vector3.Dot(point, Axis) * Scale % 2) < 1 ? Colour : Second,
        Pattern.Patches => Patch(normal) ? Second : Colour,
        Pattern.Cardboard => Colour * (0.85f + 0.3f * Noise.Smooth(point.X * 30 + 7, point.Y * 30 + point.Z * 41)) * (MathF.Abs(point.Y) < 0.012f && normal.Z > -0.5f ? 1.5f : 1),
        _ => Colour,
    };

    private bool Patch(Vector3 normal)
    {
        var u = Vector3.Dot(normal, Axis);
        var v = Vector3.Dot(normal, Vector3.Normalize(new Vector3(Axis.Y, -Axis.X, Axis.Z * 0.3f + 0.2f)));
        var w = Vector3.Dot(normal, Vector3.Normalize(new Vector3(-Axis.Z, Axis.X + 0.1f, Axis.Y)));
        return MathF.Max(MathF.Abs(u), MathF.Max(MathF.Abs(v), MathF.Abs(w))) > Scale;
    }
}

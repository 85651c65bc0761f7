using System.Numerics;

namespace ArenaRenderer;

internal readonly record struct Light(Vector3 Position, Vector3 Power, float Size);

/// <summary>The robot's camera: position, the axes of its image and the focal length in pixels per pixel of half the width.</summary>
internal readonly record struct Camera(Vector3 Position, Vector3 Forward, Vector3 Right, Vector3 Up, float Focal)
{
    public static Camera Looking(Vector3 position, float yaw, float pitch, float roll, float fieldOfView)
    {
        var forward = new Vector3(MathF.Cos(yaw) * MathF.Cos(pitch), MathF.Sin(yaw) * MathF.Cos(pitch), MathF.Sin(pitch));
        var level = Vector3.Normalize(Vector3.Cross(forward, Vector3.UnitZ));
        var upright = Vector3.Cross(level, forward);
        var (sin, cos) = MathF.SinCos(roll);
        return new(position, forward, cos * level + sin * upright, cos * upright - sin * level, 1 / MathF.Tan(fieldOfView / 2));
    }
}

/// <summary>Something that stands in the arena: parts in their own frame, placed and turned on the floor.</summary>
internal sealed class Thing
{
    private readonly float _sin;
    private readonly float _cos;
    private readonly Vector3 _place;

    public Thing(string label, Part[] parts, Vector2 place, float yaw)
    {
        (Label, Parts) = (label, parts);
        (_sin, _cos) = MathF.SinCos(yaw);
        _place = new(place, 0);
        Width = WidthOf(parts);
        var height = parts.Max(part => part.Extent.High.Z);
        Centre = new(place, height / 2);
        Reach = MathF.Sqrt(Width * Width + height * height / 4);
    }

    public string Label { get; }

    public Part[] Parts { get; }

    /// <summary>The radius of the circle on the floor that it stands within.</summary>
    public float Width { get; }

    /// <summary>The centre of a sphere of radius <see cref="Reach"/> that holds all parts.</summary>
    public Vector3 Centre { get; }

    public float Reach { get; }

    public static float WidthOf(Part[] parts) => parts.Max(part =>
    {
        var far = Vector3.Max(Vector3.Abs(part.Extent.Low), Vector3.Abs(part.Extent.High));
        return new Vector2(far.X, far.Y).Length();
    });

    public Ray ToOwnFrame(in Ray ray) => new(Turn(ray.Origin - _place, -_sin), Turn(ray.Direction, -_sin));

    public Vector3 ToWorld(Vector3 direction) => Turn(direction, _sin);

    private Vector3 Turn(Vector3 v, float sin) => new(_cos * v.X - sin * v.Y, sin * v.X + _cos * v.Y, v.Z);
}

/// <summary>All that one picture shows.</summary>
internal sealed record Scene(Camera Camera, Floor Floor, Walls Walls, Light[] Lights, Vector3 Ambient, Thing[] Things);

/// <summary>The boards around the arena, with posters, and the room behind them.</summary>
internal sealed record Walls(Vector2 Half, float Height, Vector3 Colour, Vector3 Rim, Sticker[] Posters, Vector3 RoomLow, Vector3 RoomHigh, float Phase)
{
    public Vector3 At(float along, float height)
    {
        foreach (var poster in Posters)
        {
            if (MathF.Abs(along - poster.Centre.X) < poster.Radius && MathF.Abs(height - poster.Centre.Y) < poster.Radius)
            {
                return poster.Colour;
            }
        }

        return height > Height * 0.88f ? Rim : Colour * (0.9f + 0.2f * Noise.Smooth(along * 4 + Phase, height * 9));
    }

    /// <summary>The room beyond the boards: out of focus furniture and windows.</summary>
    public Vector3 Room(Vector3 direction)
    {
        var angle = MathF.Atan2(direction.Y, direction.X) * 9 + Phase;
        var furniture = Noise.Smooth(angle, direction.Z * 5) * 0.6f + 0.4f * Noise.Smooth(angle * 2.7f, direction.Z * 11 + 5);
        var window = direction.Z > 0.12f && direction.Z < 0.4f && Noise.Smooth(MathF.Floor(angle * 0.6f), Phase) > 0.7f ? 1.4f : 0;
        var blur = furniture + window;
        return Vector3.Lerp(RoomLow, RoomHigh, Math.Clamp(blur * 0.9f + direction.Z * 0.5f, 0, 1.6f));
    }
}

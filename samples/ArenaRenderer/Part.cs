using System.Numerics;

namespace ArenaRenderer;

internal readonly record struct Ray(Vector3 Origin, Vector3 Direction)
{
    public Vector3 At(float distance) => Origin + distance * Direction;
}

/// <summary>A solid of one material, in the frame of the thing it belongs to (z up, floor at 0, metres).</summary>
internal abstract class Part(Material material)
{
    public const float Miss = float.PositiveInfinity;

    public Material Material { get; } = material;

    /// <summary>The distance at which the ray enters, or <see cref="Miss"/>, with the outward normal there.</summary>
    public abstract float Intersect(in Ray ray, out Vector3 normal);

    /// <summary>A box that holds the part.</summary>
    public abstract (Vector3 Low, Vector3 High) Extent { get; }
}

internal sealed class Ball(Vector3 centre, float radius, Material material) : Part(material)
{
    public override (Vector3 Low, Vector3 High) Extent => (centre - new Vector3(radius), centre + new Vector3(radius));

    public override float Intersect(in Ray ray, out Vector3 normal)
    {
        normal = default;
        var toCentre = centre - ray.Origin;
        var along = Vector3.Dot(toCentre, ray.Direction);
        var discriminant = radius * radius - (toCentre - along * ray.Direction).LengthSquared();
        if (discriminant < 0)
        {
            return Miss;
        }

        var distance = along - MathF.Sqrt(discriminant);
        normal = (ray.At(distance) - centre) / radius;
        return distance > 1e-4f ? distance : Miss;
    }
}

internal sealed class Block(Vector3 centre, Vector3 half, Material material) : Part(material)
{
    public override (Vector3 Low, Vector3 High) Extent => (centre - half, centre + half);

    public override float Intersect(in Ray ray, out Vector3 normal)
    {
        normal = default;
        var inverse = Vector3.One / ray.Direction;
        var middle = (centre - ray.Origin) * inverse;
        var extent = half * Vector3.Abs(inverse);
        var enter = middle - extent;
        var leave = middle + extent;
        var distance = MathF.Max(enter.X, MathF.Max(enter.Y, enter.Z));
        if (distance < 1e-4f || distance > MathF.Min(leave.X, MathF.Min(leave.Y, leave.Z)))
        {
            return Miss;
        }

        normal = distance == enter.X ? Vector3.UnitX : distance == enter.Y ? Vector3.UnitY : Vector3.UnitZ;
        normal *= Vector3.Dot(normal, ray.Direction) > 0 ? -1 : 1;
        return distance;
    }
}

/// <summary>A truncated cone standing on <paramref name="foot"/>, or lying along y: a pylon, a pillar, a mast, a wheel.</summary>
internal sealed class Cone(Vector3 foot, float height, float footRadius, float topRadius, Material material, bool lying = false) : Part(material)
{
    private readonly float _slope = (topRadius - footRadius) / height;

    public override (Vector3 Low, Vector3 High) Extent
    {
        get
        {
            var radius = MathF.Max(footRadius, topRadius);
            return (foot + Turn(new(-radius, -radius, 0)), foot + Turn(new(radius, radius, height)));
        }
    }

    public override float Intersect(in Ray ray, out Vector3 normal)
    {
        var origin = Turn(ray.Origin - foot);
        var direction = Turn(ray.Direction);
        var distance = Standing(origin, direction, out normal);
        normal = Turn(normal);
        return distance;
    }

    // Swapping y and z is its own inverse, so one function turns both ways.
    private Vector3 Turn(Vector3 v) => lying ? new(v.X, v.Z, v.Y) : v;

    private float Standing(Vector3 o, Vector3 d, out Vector3 normal)
    {
        normal = default;
        var best = Miss;

        // Mantle: x^2 + y^2 = (footRadius + slope z)^2
        var radius = footRadius + _slope * o.Z;
        var growth = _slope * d.Z;
        var a = d.X * d.X + d.Y * d.Y - growth * growth;
        var b = o.X * d.X + o.Y * d.Y - radius * growth;
        var c = o.X * o.X + o.Y * o.Y - radius * radius;
        var discriminant = b * b - a * c;
        if (discriminant > 0 && a > 1e-9f)
        {
            var t = (-b - MathF.Sqrt(discriminant)) / a;
            var z = o.Z + t * d.Z;
            if (t > 1e-4f && z >= 0 && z <= height)
            {
                best = t;
                var side = new Vector2(o.X + t * d.X, o.Y + t * d.Y);
                normal = Vector3.Normalize(new(side, -_slope * side.Length()));
            }
        }

        // The end that faces the ray.
        var (end, endRadius) = d.Z < 0 ? (height, topRadius) : (0f, footRadius);
        var te = (end - o.Z) / d.Z;
        if (te > 1e-4f && te < best)
        {
            var (x, y) = (o.X + te * d.X, o.Y + te * d.Y);
            if (x * x + y * y <= endRadius * endRadius)
            {
                best = te;
                normal = new(0, 0, d.Z < 0 ? 1 : -1);
            }
        }

        return best;
    }
}

using System.Numerics;

namespace ArenaRenderer;

/// <summary>Small mobile robots, about 25 cm long: driven by wheels, by tracks, or round with decks.</summary>
internal static class Robots
{
    private static readonly Material Rubber = new(new(0.03f), 0.05f);
    private static readonly Material Lens = new(new(0.02f, 0.02f, 0.04f), 0.9f);
    private static readonly Material Metal = new(new(0.45f), 0.6f);

    public static Part[] Build(Dice dice)
    {
        var shell = new Material(dice.Near(dice.Pick<Vector3>(new(0.8f), new(0.08f), new(0.6f, 0.08f, 0.06f), new(0.06f, 0.15f, 0.5f), new(0.75f, 0.5f, 0.05f), new(0.1f, 0.35f, 0.15f), new(0.35f))), 0.4f);
        var parts = new List<Part>();
        var size = dice.Between(0.8f, 1.2f);
        var deck = dice.Between(0, 2) switch
        {
            0 => Wheeled(parts, dice, shell, size),
            1 => Tracked(parts, dice, shell, size),
            _ => Round(parts, dice, shell, size),
        };
        Mast(parts, dice, deck, size);
        return [.. parts];
    }

    /// <summary>A body on four or six wheels. Returns where the mast stands.</summary>
    private static Vector3 Wheeled(List<Part> parts, Dice dice, Material shell, float size)
    {
        var (length, width) = (0.12f * size, 0.075f * size);
        var radius = dice.Between(0.03f, 0.045f) * size;
        var hub = new Material(dice.Pick(new Vector3(0.6f), new(0.7f, 0.5f, 0.05f), new(0.5f, 0.05f, 0.05f)), 0.5f);
        parts.Add(new Block(new(0, 0, radius + 0.03f * size), new(length, width, 0.03f * size), shell));
        parts.Add(new Block(new(-0.01f, 0, radius + 0.068f * size), new(length * 0.75f, width * 0.8f, 0.01f * size), new(shell.Colour * 0.4f, 0.3f)));
        var axles = dice.Pick<float[]>([-0.7f, 0.7f], [-0.75f, 0, 0.75f]);
        foreach (var axle in axles)
        {
            Wheel(parts, new(axle * length, width, radius), radius, 0.028f * size, hub);
            Wheel(parts, new(axle * length, -width - 0.028f * size, radius), radius, 0.028f * size, hub);
        }

        Eyes(parts, dice, new(length, 0, radius + 0.035f * size), size);
        return new(-0.02f * size, 0, radius + 0.07f * size);
    }

    private static Vector3 Tracked(List<Part> parts, Dice dice, Material shell, float size)
    {
        var (length, width, radius) = (0.1f * size, 0.06f * size, 0.035f * size);
        var tread = new Material(new(0.05f), 0.05f) { Pattern = Pattern.Bands, Second = new(0.012f), Axis = Vector3.UnitX, Scale = 60 };
        foreach (var side in (ReadOnlySpan<float>)[-width - 0.035f * size, width])
        {
            parts.Add(new Block(new(0, side + 0.0175f * size, radius), new(length, 0.0175f * size, radius), tread));
            Wheel(parts, new(length, side, radius), radius, 0.035f * size, Metal);
            Wheel(parts, new(-length, side, radius), radius, 0.035f * size, Metal);
        }

        parts.Add(new Block(new(0, 0, 0.055f * size), new(length, width, 0.035f * size), shell));
        parts.Add(new Block(new(0.02f * size, 0, 0.105f * size), new(length * 0.45f, width * 0.8f, 0.018f * size), dice.Chance(0.5f) ? shell : Metal));
        Eyes(parts, dice, new(length, 0, 0.065f * size), size);
        return new(-0.05f * size, 0, 0.09f * size);
    }

    /// <summary>Decks on spacers, as hobby platforms have them.</summary>
    private static Vector3 Round(List<Part> parts, Dice dice, Material shell, float size)
    {
        var radius = 0.11f * size;
        parts.Add(new Cone(new(0, 0, 0.012f), 0.06f * size, radius, radius * 0.97f, shell));
        parts.Add(new Cone(new(0, 0, 0.012f + 0.025f * size), 0.012f * size, radius * 1.02f, radius * 1.02f, Rubber));
        var top = 0.012f + 0.06f * size;
        Eyes(parts, dice, new(radius * 0.93f, 0, 0.05f * size), size);
        var decks = dice.Between(0, 2);
        for (var deck = 0; deck < decks; deck++)
        {
            foreach (var (x, y) in (ReadOnlySpan<(float, float)>)[(0.6f, 0.6f), (-0.6f, 0.6f), (0.6f, -0.6f), (-0.6f, -0.6f)])
            {
                parts.Add(new Cone(new(x * radius, y * radius, top), 0.05f * size, 0.006f, 0.006f, Metal));
            }

            top += 0.05f * size;
            parts.Add(new Cone(new(0, 0, top), 0.01f * size, radius * 0.9f, radius * 0.9f, new(shell.Colour * 0.5f, 0.3f)));
            top += 0.01f * size;
        }

        return new(0, 0, top);
    }

    /// <summary>The sensor mast: a lidar drum, a camera head or an antenna.</summary>
    private static void Mast(List<Part> parts, Dice dice, Vector3 foot, float size)
    {
        var height = dice.Between(0.01f, 0.09f) * size;
        parts.Add(new Cone(foot, height, 0.012f * size, 0.009f * size, Metal));
        var head = foot + new Vector3(0, 0, height);
        switch (dice.Between(0, 2))
        {
            case 0:
                parts.Add(new Cone(head, 0.035f * size, 0.035f * size, 0.033f * size, new(new(0.04f), 0.7f) { Pattern = Pattern.Bands, Second = new(0.15f), Scale = 70 }));
                break;
            case 1:
                parts.Add(new Block(head + new Vector3(0, 0, 0.018f * size), new(0.018f * size, 0.045f * size, 0.018f * size), new(new(0.7f), 0.4f)));
                parts.Add(new Cone(head + new Vector3(0.018f * size, -0.025f * size, 0.018f * size), 0.05f * size, 0.012f * size, 0.012f * size, Lens, lying: true));
                break;
            default:
                parts.Add(new Ball(head + new Vector3(0, 0, 0.022f * size), 0.026f * size, new(dice.Pick(new Vector3(0.1f), new(0.7f, 0.1f, 0.1f), new(0.1f, 0.5f, 0.7f)), 0.8f)));
                parts.Add(new Cone(head + new Vector3(-0.05f * size, 0.03f * size, -height), dice.Between(0.08f, 0.16f) * size, 0.003f, 0.002f, Rubber));
                break;
        }
    }

    private static void Eyes(List<Part> parts, Dice dice, Vector3 front, float size)
    {
        var lamp = new Material(dice.Pick(new Vector3(0.9f, 0.9f, 0.8f), new(0.1f, 0.6f, 0.9f), new(0.2f, 0.9f, 0.2f)), 0.9f) { Glow = dice.Between(0.1f, 0.9f) };
        parts.Add(new Ball(front + new Vector3(0, 0.035f * size, 0), 0.012f * size, lamp));
        parts.Add(new Ball(front + new Vector3(0, -0.035f * size, 0), 0.012f * size, lamp));
        parts.Add(new Ball(front, 0.016f * size, Lens));
    }

    private static void Wheel(List<Part> parts, Vector3 inner, float radius, float width, Material hub)
    {
        parts.Add(new Cone(inner, width, radius, radius, Rubber, lying: true));
        parts.Add(new Cone(inner - new Vector3(0, 0.002f, 0), width + 0.004f, radius * 0.5f, radius * 0.5f, hub, lying: true));
    }
}

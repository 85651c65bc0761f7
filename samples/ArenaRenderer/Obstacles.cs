using System.Numerics;

namespace ArenaRenderer;

/// <summary>What robots must drive around: cartons, crates, pylons, pillars, stacked bricks.</summary>
internal static class Obstacles
{
    public static Part[] Build(Dice dice) => dice.Between(0, 4) switch
    {
        0 => Carton(dice),
        1 => Crate(dice),
        2 => Pylon(dice),
        3 => Pillar(dice),
        _ => Bricks(dice),
    };

    private static Part[] Carton(Dice dice)
    {
        var half = new Vector3(dice.Between(0.06f, 0.15f), dice.Between(0.06f, 0.13f), dice.Between(0.05f, 0.13f));
        return [new Block(new(0, 0, half.Z), half, new(dice.Near(new(0.42f, 0.28f, 0.15f), 0.05f), 0.03f) { Pattern = Pattern.Cardboard })];
    }

    private static Part[] Crate(Dice dice)
    {
        var half = new Vector3(dice.Between(0.08f, 0.14f), dice.Between(0.06f, 0.1f), dice.Between(0.05f, 0.08f));
        var colour = dice.Near(dice.Pick<Vector3>(new(0.5f, 0.05f, 0.05f), new(0.05f, 0.2f, 0.5f), new(0.1f, 0.4f, 0.12f), new(0.5f)));
        var slats = new Material(colour, 0.3f) { Pattern = Pattern.Bands, Second = colour * 0.35f, Scale = dice.Between(30, 50) };
        return
        [
            new Block(new(0, 0, half.Z), half, slats),
            new Block(new(0, 0, 2 * half.Z), new(half.X + 0.008f, half.Y + 0.008f, 0.01f), new(colour, 0.3f)),
        ];
    }

    private static Part[] Pylon(Dice dice)
    {
        var (height, radius) = (dice.Between(0.15f, 0.32f), dice.Between(0.045f, 0.08f));
        var orange = dice.Near(dice.Pick<Vector3>(new(0.85f, 0.22f, 0.03f), new(0.7f, 0.06f, 0.04f), new(0.8f, 0.6f, 0.05f)), 0.05f);
        return
        [
            new Block(new(0, 0, 0.008f), new(radius * 1.35f, radius * 1.35f, 0.008f), new(orange * 0.8f)),
            new Cone(new(0, 0, 0.016f), height, radius, radius * 0.15f, new(orange, 0.25f) { Pattern = Pattern.Bands, Second = new(0.8f), Scale = 2.4f / height }),
        ];
    }

    private static Part[] Pillar(Dice dice)
    {
        var (height, radius) = (dice.Between(0.12f, 0.4f), dice.Between(0.04f, 0.09f));
        var colour = dice.Near(dice.Pick<Vector3>(new(0.7f), new(0.15f, 0.3f, 0.15f), new(0.1f, 0.15f, 0.45f), new(0.25f)));
        return
        [
            new Cone(new(0, 0, 0), height, radius, radius, new(colour, 0.4f) { Pattern = dice.Pick(Pattern.Plain, Pattern.Bands), Second = new(0.75f, 0.6f, 0.1f), Scale = 18 }),
            new Cone(new(0, 0, height), 0.012f, radius * 1.08f, radius * 1.08f, new(colour * 0.5f, 0.4f)),
        ];
    }

    private static Part[] Bricks(Dice dice)
    {
        var colour = dice.Near(dice.Pick<Vector3>(new(0.45f, 0.14f, 0.08f), new(0.45f), new(0.5f, 0.42f, 0.3f)), 0.05f);
        var parts = new Part[dice.Between(2, 5)];
        for (var layer = 0; layer < parts.Length; layer++)
        {
            var half = new Vector3(0.12f, 0.055f, 0.032f);
            parts[layer] = new Block(new(dice.Between(-0.025f, 0.025f), dice.Between(-0.012f, 0.012f), half.Z * (2 * layer + 1)), half * 0.98f, new(dice.Near(colour, 0.03f), 0.03f));
        }

        return parts;
    }
}

using System.Numerics;

namespace ArenaRenderer;

/// <summary>Game balls of 6 to 20 cm: plain, half and half, or with patches.</summary>
internal static class Balls
{
    public static Part[] Build(Dice dice)
    {
        var radius = dice.Between(0.032f, 0.075f);
        var plain = dice.Near(dice.Pick<Vector3>(new(0.9f, 0.3f, 0.03f), new(0.7f, 0.8f, 0.1f), new(0.65f, 0.05f, 0.05f), new(0.05f, 0.15f, 0.6f), new(0.8f), new(0.6f, 0.1f, 0.4f)), 0.05f);
        var material = new Material(plain, dice.Between(0.1f, 0.8f)) { Axis = dice.Direction() };
        material = dice.Between(0, 3) switch
        {
            0 => material with { Colour = new(0.85f), Second = dice.Pick(new Vector3(0.03f), plain), Pattern = Pattern.Patches, Scale = dice.Between(0.86f, 0.93f) },
            1 => material with { Second = new(0.8f), Pattern = Pattern.Bands, Scale = 0.5f / radius },
            _ => material,
        };
        return [new Ball(new(0, 0, radius), radius, material)];
    }
}

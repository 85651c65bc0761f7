using System.Numerics;

namespace ArenaRenderer;

/// <summary>Draws the lots for one picture: arena, light, camera and what stands in its view.</summary>
internal static class SceneBuilder
{
    public static Scene Build(Dice dice, Conditions conditions)
    {
        var half = new Vector2(dice.Between(1.4f, 2.4f), dice.Between(1.2f, 1.9f));
        var place = new Vector2(dice.Between(-0.85f, 0.85f), dice.Between(-0.85f, 0.85f)) * half;
        var target = new Vector2(dice.Between(-0.4f, 0.4f), dice.Between(-0.4f, 0.4f)) * half;
        var yaw = MathF.Atan2(target.Y - place.Y, target.X - place.X);
        var fieldOfView = dice.Between(conditions.FieldOfView);
        var camera = Camera.Looking(
            new(place, dice.Between(conditions.CameraHeight)), yaw, pitch: dice.Between(conditions.Pitch), roll: dice.Between(-0.05f, 0.05f), fieldOfView);
        return new(camera, FloorOf(dice, half), WallsOf(dice, half), LightsOf(dice, conditions, half, out var ambient), ambient, ThingsOf(dice, half, place, yaw, fieldOfView));
    }

    private static Thing[] ThingsOf(Dice dice, Vector2 half, Vector2 camera, float yaw, float fieldOfView)
    {
        var wanted = new List<string>();
        wanted.AddRange(Enumerable.Repeat("robot", dice.Between(0, 3)));
        wanted.AddRange(Enumerable.Repeat("obstacle", dice.Between(0, 3)));
        wanted.AddRange(Enumerable.Repeat("ball", dice.Between(0, 3)));
        if (wanted.Count == 0)
        {
            wanted.Add("robot");
        }

        var things = new List<Thing>();
        foreach (var label in wanted)
        {
            var parts = label switch
            {
                "robot" => Robots.Build(dice),
                "obstacle" => Obstacles.Build(dice),
                _ => Balls.Build(dice),
            };
            var width = Thing.WidthOf(parts);

            // A few tries to find room on the floor; a full arena takes no more.
            for (var attempt = 0; attempt < 12; attempt++)
            {
                var distance = width + 0.3f + 1.9f * dice.Unit() * dice.Between(0.3f, 1f);
                var angle = yaw + dice.Between(-0.56f, 0.56f) * fieldOfView;
                var place = camera + distance * new Vector2(MathF.Cos(angle), MathF.Sin(angle));
                var free = MathF.Abs(place.X) + width < half.X && MathF.Abs(place.Y) + width < half.Y
                    && things.TrueForAll(thing => Vector2.Distance(new(thing.Centre.X, thing.Centre.Y), place) > width + thing.Width);
                if (free)
                {
                    things.Add(new(label, parts, place, dice.Between(0, MathF.Tau)));
                    break;
                }
            }
        }

        return [.. things];
    }

    private static Floor FloorOf(Dice dice, Vector2 half)
    {
        var kind = (FloorKind)dice.Between(0, 3);
        var (first, second) = kind switch
        {
            FloorKind.Carpet => (dice.Pick<Vector3>(new(0.06f, 0.25f, 0.08f), new(0.12f), new(0.1f, 0.12f, 0.25f), new(0.35f, 0.32f, 0.27f)), Vector3.Zero),
            FloorKind.Planks => (new(0.38f, 0.24f, 0.12f), new(0.26f, 0.15f, 0.07f)),
            FloorKind.Tiles => (new(0.55f), dice.Pick<Vector3>(new(0.5f), new(0.08f), new(0.3f, 0.33f, 0.36f))),
            _ => (new Vector3(dice.Between(0.2f, 0.5f)), Vector3.Zero),
        };
        var stickers = new Sticker[dice.Between(0, 4)];
        for (var i = 0; i < stickers.Length; i++)
        {
            stickers[i] = new(new(dice.Between(-half.X, half.X), dice.Between(-half.Y, half.Y)), dice.Between(0.03f, 0.12f), dice.Near(new(dice.Unit(), dice.Unit(), dice.Unit()), 0));
        }

        return new(kind, dice.Near(first, 0.03f), dice.Near(second, 0.03f), dice.Chance(0.5f), half, stickers, dice.Between(0, 50));
    }

    private static Walls WallsOf(Dice dice, Vector2 half)
    {
        var posters = new Sticker[dice.Between(0, 8)];
        for (var i = 0; i < posters.Length; i++)
        {
            posters[i] = new(new(dice.Between(-half.X, half.X), dice.Between(0.05f, 0.35f)), dice.Between(0.03f, 0.12f), new(dice.Between(0.03f, 0.8f), dice.Between(0.03f, 0.7f), dice.Between(0.03f, 0.7f)));
        }

        var room = new Vector3(dice.Between(0.03f, 0.25f));
        var rim = dice.Pick<Vector3>(new(0.05f), new(0.6f, 0.1f, 0.08f), new(0.1f, 0.2f, 0.5f), new(0.7f));
        return new(half, dice.Between(0.15f, 0.5f), dice.Near(new(dice.Between(0.3f, 0.7f))), rim, posters, dice.Near(room, 0.03f), dice.Near(room * 2.5f + new Vector3(0.1f)), dice.Between(0, 100));
    }

    private static Light[] LightsOf(Dice dice, Conditions conditions, Vector2 half, out Vector3 ambient)
    {
        var warmth = dice.Between(conditions.Warmth);
        var tint = new Vector3(1 + warmth, 1, 1 - warmth);
        var lights = new Light[dice.Between(1, 2)];
        for (var i = 0; i < lights.Length; i++)
        {
            var height = dice.Between(1.2f, 2.6f);
            lights[i] = new(
                new(dice.Between(-1.2f, 1.2f) * half.X, dice.Between(-1.2f, 1.2f) * half.Y, height),
                tint * (dice.Between(conditions.Power) * height * height / lights.Length),
                dice.Between(0.02f, 0.25f));
        }

        ambient = (new Vector3(2) - tint) * dice.Between(conditions.Ambient);
        return lights;
    }
}

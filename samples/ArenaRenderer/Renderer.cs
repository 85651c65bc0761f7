using System.Numerics;

namespace ArenaRenderer;

/// <summary>Casts rays into a scene: one per pixel, and four more where edges would show stairs.</summary>
internal sealed class Renderer(Scene scene, int width, int height)
{
    private const int Nothing = -1;

    // Four samples on a turned grid, in pixels from the centre.
    private static readonly (float X, float Y)[] Corners = [(-0.125f, -0.375f), (0.375f, -0.125f), (0.125f, 0.375f), (-0.375f, 0.125f)];

    private readonly float _focal = scene.Camera.Focal * width / 2;

    public Exposure Render(Dice dice)
    {
        var exposure = new Exposure(width, height, scene.Things);
        var bounds = Array.ConvertAll(scene.Things, ScreenBounds);
        var colours = new Vector3[width * height];
        var owners = new int[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                colours[y * width + x] = Trace(x, y, 0, 0, bounds, dice, exposure, out owners[y * width + x]);
            }
        }

        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var pixel = y * width + x;
                exposure.Light[pixel] = colours[pixel];
                if (IsEdge(x, y, colours, owners))
                {
                    var sum = Vector3.Zero;
                    foreach (var (dx, dy) in Corners)
                    {
                        sum += Trace(x, y, dx, dy, bounds, dice, null, out _);
                    }

                    exposure.Light[pixel] = sum / Corners.Length;
                }
            }
        }

        return exposure;
    }

    private bool IsEdge(int x, int y, Vector3[] colours, int[] owners)
    {
        var pixel = y * width + x;
        return (x > 0 && Differ(pixel, pixel - 1)) || (x < width - 1 && Differ(pixel, pixel + 1))
            || (y > 0 && Differ(pixel, pixel - width)) || (y < height - 1 && Differ(pixel, pixel + width));

        bool Differ(int a, int b)
        {
            var (p, q) = (colours[a].Y, colours[b].Y);
            return owners[a] != owners[b] || MathF.Abs(p - q) > 0.2f * (p + q) + 0.01f;
        }
    }

    private Vector3 Trace(int x, int y, float dx, float dy, Rectangle[] bounds, Dice dice, Exposure? exposure, out int owner)
    {
        var camera = scene.Camera;
        var (u, v) = (x + 0.5f + dx - width / 2f, y + 0.5f + dy - height / 2f);
        var ray = new Ray(camera.Position, Vector3.Normalize(_focal * camera.Forward + u * camera.Right - v * camera.Up));

        owner = Nothing;
        var nearest = Part.Miss;
        Part? part = null;
        Vector3 normal = default;
        for (var i = 0; i < scene.Things.Length; i++)
        {
            if (!bounds[i].Holds(x, y))
            {
                continue;
            }

            var own = scene.Things[i].ToOwnFrame(ray);
            var entered = Part.Miss;
            foreach (var candidate in scene.Things[i].Parts)
            {
                var distance = candidate.Intersect(own, out var facing);
                entered = MathF.Min(entered, distance);
                if (distance < nearest)
                {
                    (nearest, normal, part, owner) = (distance, facing, candidate, i);
                }
            }

            if (entered < Part.Miss)
            {
                exposure?.CountHit(i);
            }
        }

        if (part is null)
        {
            return Surroundings(ray, dice);
        }

        exposure?.CountVisible(owner, x, y);
        var thing = scene.Things[owner];
        var colour = part.Material.At(thing.ToOwnFrame(ray).At(nearest), normal);
        return Shade(ray.At(nearest), thing.ToWorld(normal), ray.Direction, colour, part.Material.Gloss, dice) + part.Material.Glow * colour;
    }

    /// <summary>Floor, boards, or the room behind them.</summary>
    private Vector3 Surroundings(in Ray ray, Dice dice)
    {
        var half = scene.Walls.Half;
        var toFloor = ray.Direction.Z < 0 ? -ray.Origin.Z / ray.Direction.Z : Part.Miss;
        var toX = ((ray.Direction.X > 0 ? half.X : -half.X) - ray.Origin.X) / ray.Direction.X;
        var toY = ((ray.Direction.Y > 0 ? half.Y : -half.Y) - ray.Origin.Y) / ray.Direction.Y;
        var toWall = MathF.Min(toX, toY);
        if (toFloor < toWall)
        {
            var point = ray.At(toFloor);
            var footprint = toFloor / (_focal * MathF.Max(0.05f, -ray.Direction.Z));
            return Shade(point, Vector3.UnitZ, ray.Direction, scene.Floor.At(point.X, point.Y, footprint), 0.12f, dice);
        }

        var board = ray.At(toWall);
        if (board.Z > scene.Walls.Height)
        {
            return scene.Walls.Room(ray.Direction);
        }

        var facing = toX < toY ? new Vector3(-MathF.Sign(ray.Direction.X), 0, 0) : new(0, -MathF.Sign(ray.Direction.Y), 0);
        return Shade(board, facing, ray.Direction, scene.Walls.At(toX < toY ? board.Y : board.X, board.Z), 0.1f, dice);
    }

    private Vector3 Shade(Vector3 point, Vector3 normal, Vector3 view, Vector3 colour, float gloss, Dice dice)
    {
        var light = scene.Ambient * (0.65f + 0.35f * normal.Z) * Openness(point, normal);
        var shine = Vector3.Zero;
        foreach (var lamp in scene.Lights)
        {
            var toLamp = lamp.Position + lamp.Size * new Vector3(dice.Unit() - 0.5f, dice.Unit() - 0.5f, 0) - point;
            var squared = toLamp.LengthSquared();
            var direction = toLamp / MathF.Sqrt(squared);
            var cosine = Vector3.Dot(normal, direction);
            if (cosine <= 0 || Shadowed(new(point + 1e-3f * normal, direction)))
            {
                continue;
            }

            light += lamp.Power * (cosine / squared);
            var gleam = MathF.Max(0, Vector3.Dot(normal, Vector3.Normalize(direction - view)));
            gleam *= gleam;
            gleam *= gleam;
            gleam *= gleam;
            shine += lamp.Power * (gloss * gleam * gleam * gleam * gleam / squared);
        }

        return colour * light + shine;
    }

    /// <summary>How much of the room's light reaches a point: less close to the floor and beneath things.</summary>
    private float Openness(Vector3 point, Vector3 normal)
    {
        var open = normal.Z > 0.9f ? 1 : 0.55f + 0.45f * MathF.Min(1, point.Z / 0.12f);
        if (point.Z > 0.02f)
        {
            return open;
        }

        foreach (var thing in scene.Things)
        {
            var gap = Vector2.DistanceSquared(new(point.X, point.Y), new(thing.Centre.X, thing.Centre.Y)) / (thing.Width * thing.Width);
            open *= gap < 1.5f ? 0.45f + 0.55f * gap / 1.5f : 1;
        }

        return open;
    }

    private bool Shadowed(in Ray ray)
    {
        foreach (var thing in scene.Things)
        {
            var toThing = thing.Centre - ray.Origin;
            var along = Vector3.Dot(toThing, ray.Direction);
            if ((toThing - along * ray.Direction).LengthSquared() > thing.Reach * thing.Reach || along < -thing.Reach)
            {
                continue;
            }

            var own = thing.ToOwnFrame(ray);
            foreach (var part in thing.Parts)
            {
                if (part.Intersect(own, out _) < Part.Miss)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>A rectangle of pixels that surely holds a thing.</summary>
    private Rectangle ScreenBounds(Thing thing)
    {
        var camera = scene.Camera;
        var offset = thing.Centre - camera.Position;
        var depth = Vector3.Dot(offset, camera.Forward);
        if (depth < thing.Reach * 1.2f)
        {
            return depth < -thing.Reach ? default : new(0, 0, width, height);
        }

        // The sphere's projection is no wider than its radius seen at its nearest point.
        var scale = _focal / depth;
        var x = width / 2f + Vector3.Dot(offset, camera.Right) * scale;
        var y = height / 2f - Vector3.Dot(offset, camera.Up) * scale;
        var slant = MathF.Max(MathF.Abs(x - width / 2f), MathF.Abs(y - height / 2f)) / _focal;
        var radius = _focal * thing.Reach / (depth - thing.Reach) * (1 + slant) + 1;
        return new(x - radius, y - radius, x + radius, y + radius);
    }

    private readonly record struct Rectangle(float Left, float Top, float Right, float Bottom)
    {
        public bool Holds(int x, int y) => x >= Left && x < Right && y >= Top && y < Bottom;
    }
}

using System.Numerics;

namespace ArenaRenderer;

/// <summary>A labelled box in pixels, right and bottom exclusive.</summary>
internal readonly record struct Box(string Label, int Left, int Top, int Right, int Bottom, bool Truncated, bool Difficult);

/// <summary>Linear light per pixel, and what of each thing was seen.</summary>
internal sealed class Exposure(int width, int height, Thing[] things)
{
    private readonly Extent[] _extents = Array.ConvertAll(things, _ => new Extent(width, height));

    public int Width => width;

    public int Height => height;

    public Vector3[] Light { get; } = new Vector3[width * height];

    /// <summary>A ray met the thing, perhaps behind another.</summary>
    public void CountHit(int thing) => _extents[thing].Hits++;

    public void CountVisible(int thing, int x, int y)
    {
        ref var extent = ref _extents[thing];
        extent.Seen++;
        extent.Left = Math.Min(extent.Left, x);
        extent.Top = Math.Min(extent.Top, y);
        extent.Right = Math.Max(extent.Right, x + 1);
        extent.Bottom = Math.Max(extent.Bottom, y + 1);
    }

    /// <summary>The boxes around what can be seen: slivers are left out, what is mostly hidden or tiny counts as difficult.</summary>
    public IReadOnlyList<Box> Visible()
    {
        var boxes = new List<Box>();
        for (var i = 0; i < things.Length; i++)
        {
            var e = _extents[i];
            if (e.Seen < 8 || e.Seen < 0.08f * e.Hits || e.Right - e.Left < 2 || e.Bottom - e.Top < 2)
            {
                continue;
            }

            var truncated = e.Left == 0 || e.Top == 0 || e.Right == width || e.Bottom == height;
            boxes.Add(new(things[i].Label, e.Left, e.Top, e.Right, e.Bottom, truncated, e.Seen < 48 || e.Seen < 0.35f * e.Hits));
        }

        return boxes;
    }

    private struct Extent(int left, int top)
    {
        public int Hits, Seen, Right, Bottom;
        public int Left = left, Top = top;
    }
}

using System.Globalization;
using ModelOptimizer.Data.Geometry;
using ModelOptimizer.Data.Images;

namespace ArenaDetector;

/// <summary>Pictures side by side, with what was detected drawn over them.</summary>
internal sealed class Montage(int columns, int rows)
{
    private const int TileWidth = 384;
    private const int TileHeight = 288;
    private const int Gap = 4;

    private static readonly (byte R, byte G, byte B)[] Colours = [(255, 70, 60), (255, 200, 30), (40, 220, 255), (120, 255, 90), (255, 120, 255)];

    public RgbImage Image { get; } = new(columns * (TileWidth + Gap) - Gap, rows * (TileHeight + Gap) - Gap);

    public int Tiles => columns * rows;

    public int Detections { get; private set; }

    public void Draw(int tile, RgbImage picture, IReadOnlyList<ArenaModel.Detection> detections)
    {
        var canvas = new RgbImage(TileWidth, TileHeight);
        var enlarged = new Letterbox(picture.Width, picture.Height, TileWidth, TileHeight);
        enlarged.Draw(picture, canvas);
        foreach (var detection in detections)
        {
            var box = enlarged.ToInput(new(detection.X1, detection.Y1, detection.X2, detection.Y2));
            var colour = Colours[detection.ClassIndex % Colours.Length];
            canvas.DrawFrame((int)box.X1, (int)box.Y1, (int)box.X2, (int)box.Y2, colour);
            canvas.DrawTag((int)box.X1, (int)box.Y1, string.Create(CultureInfo.InvariantCulture, $"{detection.Label} {detection.Score:F2}"), colour);
        }

        var (left, top) = (tile % columns * (TileWidth + Gap), tile / columns * (TileHeight + Gap));
        for (var y = 0; y < TileHeight; y++)
        {
            canvas.Row(y).CopyTo(Image.Row(top + y)[(left * 3)..]);
        }

        Detections += detections.Count;
    }
}

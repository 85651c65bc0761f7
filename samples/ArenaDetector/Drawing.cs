using ModelOptimizer.Data.Images;

namespace ArenaDetector;

/// <summary>Frames and tags on a picture; what falls outside is cut off.</summary>
internal static class Drawing
{
    private const int Zoom = 2;
    private const int LineWidth = 2;

    // Glyphs of 3 x 5 pixels: five rows from the top, each an octal digit.
    private static readonly Dictionary<char, string> Glyphs = new()
    {
        ['a'] = "25755", ['b'] = "65656", ['c'] = "34443", ['d'] = "65556", ['e'] = "74647", ['f'] = "74644", ['g'] = "34553", ['h'] = "55755", ['i'] = "72227",
        ['j'] = "11152", ['k'] = "55655", ['l'] = "44447", ['m'] = "57755", ['n'] = "65555", ['o'] = "25552", ['p'] = "65644", ['q'] = "25573", ['r'] = "65655",
        ['s'] = "34216", ['t'] = "72222", ['u'] = "55557", ['v'] = "55552", ['w'] = "55775", ['x'] = "55255", ['y'] = "55222", ['z'] = "71247",
        ['0'] = "75557", ['1'] = "26227", ['2'] = "71747", ['3'] = "71717", ['4'] = "55711", ['5'] = "74717", ['6'] = "74757", ['7'] = "71111", ['8'] = "75757",
        ['9'] = "75717", ['.'] = "00002", [' '] = "00000",
    };

    public static void DrawFrame(this RgbImage image, int left, int top, int right, int bottom, (byte R, byte G, byte B) colour)
    {
        image.Fill(left, top, right, top + LineWidth, colour);
        image.Fill(left, bottom - LineWidth, right, bottom, colour);
        image.Fill(left, top, left + LineWidth, bottom, colour);
        image.Fill(right - LineWidth, top, right, bottom, colour);
    }

    /// <summary>Dark text on a coloured tag that stands on the given corner, or hangs from the picture's border where there is no room above.</summary>
    public static void DrawTag(this RgbImage image, int left, int bottom, string text, (byte R, byte G, byte B) colour)
    {
        var (width, height) = ((4 * text.Length + 1) * Zoom, 7 * Zoom);
        left = Math.Clamp(left, 0, Math.Max(0, image.Width - width));
        var top = Math.Max(0, bottom - height);
        image.Fill(left, top, left + width, top + height, colour);
        for (var i = 0; i < text.Length; i++)
        {
            var glyph = Glyphs.GetValueOrDefault(char.ToLowerInvariant(text[i]), "77777");
            for (var dot = 0; dot < 15; dot++)
            {
                if (((glyph[dot / 3] - '0') & (4 >> (dot % 3))) != 0)
                {
                    var (x, y) = (left + (4 * i + 1 + dot % 3) * Zoom, top + (1 + dot / 3) * Zoom);
                    image.Fill(x, y, x + Zoom, y + Zoom, (0, 0, 0));
                }
            }
        }
    }

    private static void Fill(this RgbImage image, int left, int top, int right, int bottom, (byte R, byte G, byte B) colour)
    {
        for (var y = Math.Max(0, top); y < Math.Min(image.Height, bottom); y++)
        {
            var row = image.Row(y);
            for (var x = Math.Max(0, left); x < Math.Min(image.Width, right); x++)
            {
                (row[3 * x], row[3 * x + 1], row[3 * x + 2]) = colour;
            }
        }
    }
}

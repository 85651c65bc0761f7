using System.Globalization;
using ModelOptimizer.Graph;

namespace ModelOptimizer.Tool.Rendering;

/// <summary>Rows of text in columns that fit their widest cell; the first column is set left, the others right.</summary>
internal static class Columns
{
    /// <summary>Writes the rows; all have as many cells as the first.</summary>
    public static void Write(TextWriter output, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]));
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    /// <summary>A count with separators.</summary>
    public static string Number(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "?";

    /// <summary>A change with its sign; without one where it rounds to nothing.</summary>
    public static string Change(double value, int decimals)
    {
        var digits = "0." + new string('0', decimals);
        return (Math.Round(value, decimals) + 0.0).ToString($"+{digits};-{digits};{digits}", CultureInfo.InvariantCulture);
    }

    /// <summary>The change from one amount to another in percent.</summary>
    public static string Percent(double before, double after) => Change((100 * after / before) - 100, 1) + " %";

    /// <summary>A shape in brackets.</summary>
    public static string Shape(IReadOnlyList<Dimension>? shape) => shape is null ? "?" : $"[{string.Join(", ", shape)}]";
}

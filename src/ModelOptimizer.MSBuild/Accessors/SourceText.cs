using System.Globalization;
using System.Security;
using System.Text;

namespace ModelOptimizer.MSBuild.Accessors;

/// <summary>C# source in the making: lines, indented by the blocks that are open.</summary>
internal sealed class SourceText
{
    private readonly StringBuilder _text = new();
    private int _indent;

    /// <summary>A C# string literal.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character is '"' or '\\' || char.IsControl(character) || character is '\u2028' or '\u2029'
                ? literal.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture))
                : literal.Append(character);
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A documentation comment.</summary>
    public void Summary(string text) => Line($"/// <summary>{SecurityElement.Escape(text)}</summary>");

    /// <summary>A line and the block after it.</summary>
    public void Open(string line)
    {
        Line(line);
        Line("{");
        _indent++;
    }

    /// <summary>The end of a block.</summary>
    public void Close()
    {
        _indent--;
        Line("}");
    }

    /// <summary>The end of all blocks.</summary>
    public void CloseAll()
    {
        while (_indent > 0)
        {
            Close();
        }
    }

    /// <summary>A line; an empty one stays empty.</summary>
    public void Line(string text) => _text.Append(' ', text.Length > 0 ? 4 * _indent : 0).Append(text).Append('\n');

    /// <summary>A line that is not indented.</summary>
    public void Directive(string text) => _text.Append(text).Append('\n');

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}

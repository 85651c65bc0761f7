using System.Globalization;
using System.Text;

namespace ModelOptimizer.MSBuild.Json;

/// <summary>
/// Reads JSON (RFC 8259) with comments and trailing commas, keeping positions. A task assembly must not bring dependencies into the build
/// process, and the framework's own reader is a package on .NET Standard 2.0: hence this one.
/// </summary>
internal sealed class JsonReader
{
    private const int DeepestNesting = 64;

    private readonly string _text;
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private int _depth;

    private JsonReader(string text) => _text = text;

    private int Column => _at - _lineStart + 1;

    private char Next => _at < _text.Length ? _text[_at] : '\0';

    /// <summary>Reads one document.</summary>
    /// <exception cref="JsonSyntaxException">The text is not JSON.</exception>
    public static JsonValue Read(string text)
    {
        var reader = new JsonReader(text);
        var value = reader.ReadValue();
        reader.SkipBlanks();
        return reader._at == text.Length ? value : throw reader.Error("there is text after the end of the document");
    }

    private JsonValue ReadValue()
    {
        SkipBlanks();
        return Next switch
        {
            '{' => ReadObject(),
            '[' => ReadArray(),
            '"' => new JsonValue(JsonKind.String, _line, Column) { Text = ReadString() },
            '-' or (>= '0' and <= '9') => ReadNumber(),
            't' => ReadWord("true", JsonKind.Boolean),
            'f' => ReadWord("false", JsonKind.Boolean),
            'n' => ReadWord("null", JsonKind.Null),
            _ => throw Unexpected("a value"),
        };
    }

    private JsonValue ReadObject()
    {
        var (startLine, startColumn) = (_line, Column);
        var members = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        Enter();
        while (!TryLeave('}'))
        {
            if (Next != '"')
            {
                throw Unexpected("a name in double quotes or '}'");
            }

            var (nameLine, nameColumn) = (_line, Column);
            var name = ReadString();
            SkipBlanks();
            Expect(':');
            var value = ReadValue();
            if (members.ContainsKey(name))
            {
                throw new JsonSyntaxException($"'{name}' is stated twice", nameLine, nameColumn);
            }

            members.Add(name, value);
            ReadSeparator('}');
        }

        return new JsonValue(JsonKind.Object, startLine, startColumn) { Members = members };
    }

    private JsonValue ReadArray()
    {
        var (startLine, startColumn) = (_line, Column);
        var items = new List<JsonValue>();
        Enter();
        while (!TryLeave(']'))
        {
            items.Add(ReadValue());
            ReadSeparator(']');
        }

        return new JsonValue(JsonKind.Array, startLine, startColumn) { Items = items };
    }

    private JsonValue ReadNumber()
    {
        var (start, column) = (_at, Column);
        _at += Next == '-' ? 1 : 0;
        if (Next == '0')
        {
            _at++;
        }
        else
        {
            ReadDigits();
        }

        if (Next == '.')
        {
            _at++;
            ReadDigits();
        }

        if (Next is 'e' or 'E')
        {
            _at++;
            _at += Next is '+' or '-' ? 1 : 0;
            ReadDigits();
        }

        return new JsonValue(JsonKind.Number, _line, column) { Text = _text.Substring(start, _at - start) };
    }

    private void ReadDigits()
    {
        if (Next is < '0' or > '9')
        {
            throw Unexpected("a digit");
        }

        while (Next is >= '0' and <= '9')
        {
            _at++;
        }
    }

    private JsonValue ReadWord(string word, JsonKind kind)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
        {
            throw Unexpected("a value");
        }

        var value = new JsonValue(kind, _line, Column) { Text = word };
        _at += word.Length;
        return value;
    }

    private string ReadString()
    {
        var result = new StringBuilder();
        _at++;
        while (Next != '"')
        {
            if (_at == _text.Length || Next < ' ')
            {
                throw Error("a string does not end on its line");
            }

            result.Append(Next == '\\' ? ReadEscape() : _text[_at++]);
        }

        _at++;
        return result.ToString();
    }

    private char ReadEscape()
    {
        _at++;
        var escape = Next;
        if (escape == 'u' && _at + 5 <= _text.Length
            && ushort.TryParse(_text.Substring(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            _at += 5;
            return (char)code;
        }

        var character = escape switch
        {
            '"' or '\\' or '/' => escape,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => throw Error("this is no escape that JSON knows; a backslash itself is written '\\\\'"),
        };
        _at++;
        return character;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length)
        {
            switch (_text[_at])
            {
                case '\n':
                    StartLine();
                    break;
                case ' ' or '\t' or '\r':
                    _at++;
                    break;
                case '/' when _at + 1 < _text.Length && _text[_at + 1] == '/':
                    _at = _text.IndexOf('\n', _at) is var end and >= 0 ? end : _text.Length;
                    break;
                case '/' when _at + 1 < _text.Length && _text[_at + 1] == '*':
                    SkipBlockComment();
                    break;
                default:
                    return;
            }
        }
    }

    private void SkipBlockComment()
    {
        var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            throw Error("a comment does not end");
        }

        while (_at < end)
        {
            if (_text[_at] == '\n')
            {
                StartLine();
            }
            else
            {
                _at++;
            }
        }

        _at = end + 2;
    }

    private void StartLine()
    {
        _at++;
        _line++;
        _lineStart = _at;
    }

    private void Enter()
    {
        if (++_depth > DeepestNesting)
        {
            throw Error($"values are nested deeper than {DeepestNesting} levels");
        }

        _at++;
    }

    private bool TryLeave(char close)
    {
        SkipBlanks();
        if (Next != close)
        {
            return false;
        }

        _depth--;
        _at++;
        return true;
    }

    private void ReadSeparator(char close)
    {
        SkipBlanks();
        if (Next == ',')
        {
            _at++;
        }
        else if (Next != close)
        {
            throw Unexpected($"',' or '{close}'");
        }
    }

    private void Expect(char expected)
    {
        if (Next != expected)
        {
            throw Unexpected($"'{expected}'");
        }

        _at++;
    }

    private JsonSyntaxException Unexpected(string expected) =>
        Error(_at == _text.Length ? $"the file ends where {expected} is expected" : $"{expected} is expected here, not '{Next}'");

    private JsonSyntaxException Error(string message) => new(message, _line, Column);
}

using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Reads JSON with comments and trailing commas into nodes that know where they stand.</summary>
internal ref struct ManifestReader
{
    private readonly ReadOnlySpan<byte> utf8;
    private readonly DiagnosticList diagnostics;
    private Utf8JsonReader json;
    private TextPosition position = new(1, 1);
    private int counted;

    private ManifestReader(ReadOnlySpan<byte> utf8, DiagnosticList diagnostics)
    {
        this.utf8 = utf8;
        this.diagnostics = diagnostics;
        json = new(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
    }

    /// <summary>The root value, or null after a syntax error, which is added to the diagnostics.</summary>
    public static ManifestNode? Read(ReadOnlySpan<byte> utf8, DiagnosticList diagnostics)
    {
        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        if (!Utf8.IsValid(utf8))
        {
            diagnostics.Add(DiagnosticCodes.NotJson, new TextPosition(1, 1), "The file is not UTF-8 text; save it as UTF-8.");
            return null;
        }

        var reader = new ManifestReader(utf8, diagnostics);
        try
        {
            reader.json.Read();
            var root = reader.ReadValue();
            reader.json.Read();
            return root;
        }
        catch (JsonException error)
        {
            var line = (int)(error.LineNumber ?? 0);
            diagnostics.Add(DiagnosticCodes.NotJson, new(line + 1, reader.ColumnOf(line, (int)(error.BytePositionInLine ?? 0))), Explain(error));
        }
        catch (InvalidOperationException)
        {
            diagnostics.Add(DiagnosticCodes.NotJson, reader.Locate(), "This text holds half of a surrogate pair (\\uD800 to \\uDFFF); write the character itself.");
        }

        return null;
    }

    private ManifestNode ReadValue()
    {
        var start = Locate();
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = ReadMembers();
                return new ObjectNode(start, Locate(), members);
            case JsonTokenType.StartArray:
                List<ManifestNode> items = [];
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadValue());
                }

                return new ListNode(start, items);
            case JsonTokenType.String:
                return new ScalarNode(start, json.GetString()!, JsonTokenType.String);
            default:
                return new ScalarNode(start, Encoding.UTF8.GetString(json.ValueSpan), json.TokenType);
        }
    }

    private List<ManifestMember> ReadMembers()
    {
        List<ManifestMember> members = [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var start = Locate();
            var name = json.GetString()!;
            json.Read();
            var value = ReadValue();
            if (!names.Add(name))
            {
                diagnostics.Add(DiagnosticCodes.DuplicateName, start, $"\"{name}\" is given twice; keep one of them.");
                continue;
            }

            members.Add(new(name, start, value));
        }

        return members;
    }

    // Tokens come in order, so every byte is looked at once.
    private TextPosition Locate()
    {
        var (line, column) = position;
        var end = (int)json.TokenStartIndex;
        foreach (var octet in utf8[counted..end])
        {
            if (octet == '\n')
            {
                line++;
                column = 1;
            }
            else if ((octet & 0xC0) != 0x80)
            {
                column += octet >= 0xF0 ? 2 : 1;
            }
        }

        counted = end;
        return position = new(line, column);
    }

    private readonly int ColumnOf(int line, int byteInLine)
    {
        var text = utf8;
        for (; line > 0; line--)
        {
            text = text[(text.IndexOf((byte)'\n') + 1)..];
        }

        return Encoding.UTF8.GetCharCount(text[..Math.Min(byteInLine, text.Length)]) + 1;
    }

    private static string Explain(JsonException error)
    {
        // The position that .NET appends to the message is said by the diagnostic.
        var text = error.Message;
        var end = text.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return $"This is not JSON: {(end < 0 ? text : text[..end])}";
    }
}

using System.Text.Json;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>A place in the manifest's text: line and column from 1, the column in UTF-16 units.</summary>
internal readonly record struct TextPosition(int Line, int Column);

/// <summary>A JSON value that knows where it stands.</summary>
internal abstract record ManifestNode(TextPosition Position)
{
    /// <summary>What to call this value in a message.</summary>
    public abstract string Kind { get; }

    /// <summary>The value as JSON without white space.</summary>
    public abstract string ToJson();
}

/// <summary>A string, number, boolean or null; <paramref name="Text"/> is the string's content or the literal as written.</summary>
internal sealed record ScalarNode(TextPosition Position, string Text, JsonTokenType Token) : ManifestNode(Position)
{
    public override string Kind => Token switch
    {
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };

    public override string ToJson() => Token == JsonTokenType.String ? JsonSerializer.Serialize(Text) : Text;
}

/// <summary>A list of values.</summary>
internal sealed record ListNode(TextPosition Position, IReadOnlyList<ManifestNode> Items) : ManifestNode(Position)
{
    public override string Kind => "a list";

    public override string ToJson() => $"[{string.Join(',', Items.Select(item => item.ToJson()))}]";
}

/// <summary>An object; members in the order of the text.</summary>
internal sealed record ObjectNode(TextPosition Position, TextPosition End, IReadOnlyList<ManifestMember> Members) : ManifestNode(Position)
{
    public override string Kind => "an object";

    public override string ToJson() => $"{{{string.Join(',', Members.Select(member => $"{JsonSerializer.Serialize(member.Name)}:{member.Value.ToJson()}"))}}}";

    /// <summary>The value under a name, or null.</summary>
    public ManifestNode? Find(string name) => Members.FirstOrDefault(member => member.Name == name)?.Value;
}

/// <summary>A name and its value.</summary>
internal sealed record ManifestMember(string Name, TextPosition Position, ManifestNode Value);

using System.Globalization;

namespace ModelOptimizer.MSBuild.Json;

/// <summary>A JSON value that knows where in its text it begins (line and column from 1).</summary>
internal sealed class JsonValue(JsonKind kind, int line, int column)
{
    public JsonKind Kind { get; } = kind;

    public int Line { get; } = line;

    public int Column { get; } = column;

    /// <summary>A string's characters, or a number, <c>true</c>, <c>false</c> or <c>null</c> as it is written.</summary>
    public string Text { get; init; } = "";

    /// <summary>The elements of an array.</summary>
    public IReadOnlyList<JsonValue> Items { get; init; } = [];

    /// <summary>The members of an object; null for any other value.</summary>
    public IReadOnlyDictionary<string, JsonValue>? Members { get; init; }

    /// <summary>The member of that name, or null when there is none or this is no object.</summary>
    public JsonValue? this[string name] => Members is not null && Members.TryGetValue(name, out var value) ? value : null;

    /// <summary>The text of the string member of that name, or null.</summary>
    public string? TextOf(string name) => this[name] is { Kind: JsonKind.String } member ? member.Text : null;

    /// <summary>The number member of that name, or null.</summary>
    public double? NumberOf(string name) =>
        this[name] is { Kind: JsonKind.Number } member ? double.Parse(member.Text, CultureInfo.InvariantCulture) : null;

    /// <summary>Whether the member of that name is <c>true</c>.</summary>
    public bool IsTrue(string name) => this[name] is { Kind: JsonKind.Boolean, Text: "true" };

    /// <summary>The integer that this is, or null.</summary>
    public int? Integer =>
        Kind == JsonKind.Number && int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}

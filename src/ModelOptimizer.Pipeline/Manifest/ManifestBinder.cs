using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using ModelOptimizer.Graph;
using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Turns nodes into option records; whatever does not fit becomes one diagnostic, and binding goes on to find the next.</summary>
internal sealed class ManifestBinder(DiagnosticList diagnostics)
{
    /// <summary>The record that a node describes; with errors, its defaults stand in for what does not fit.</summary>
    public object BindRecord(Type type, ManifestNode node)
    {
        var record = Activator.CreateInstance(type)!;
        if (node is not ObjectNode { Members: var members })
        {
            Refuse(node, "an object { }");
            return record;
        }

        var properties = ManifestShape.Properties(type).ToDictionary(property => ManifestShape.Name(property));
        foreach (var member in members)
        {
            if (properties.Remove(member.Name, out var property))
            {
                if (BindValue(property, member.Value) is { } value)
                {
                    property.SetValue(record, value);
                }
            }
            else if (member.Name != "$schema" || type != typeof(CompressionManifest))
            {
                string[] known = [.. ManifestShape.Properties(type).Select(property => ManifestShape.Name(property))];
                diagnostics.Add(DiagnosticCodes.UnknownName, member.Position, $"'{member.Name}' is not known here{Suggestion.For(member.Name, known)}");
            }
        }

        foreach (var property in properties.Values.Where(ManifestShape.IsRequired))
        {
            diagnostics.Add(DiagnosticCodes.MissingName, node.Position, $"\"{ManifestShape.Name(property)}\" is missing here; it is required.");
        }

        return record;
    }

    private object? BindValue(PropertyInfo property, ManifestNode node)
    {
        var type = ManifestShape.ValueType(property);
        if (type == typeof(IReadOnlyList<string>))
        {
            return BindTexts(node);
        }

        if (type == typeof(IReadOnlyList<double>))
        {
            return BindNumbers(node);
        }

        if (ManifestShape.RecordOfList(type) is { } item)
        {
            return BindRecords(item, node);
        }

        if (type == typeof(IReadOnlyDictionary<string, string>))
        {
            return BindScalars(node);
        }

        return ManifestShape.IsRecord(type) ? BindRecord(type, node) : BindScalar(property, type, node);
    }

    private object? BindScalar(PropertyInfo property, Type type, ManifestNode node)
    {
        if (type.IsEnum)
        {
            return BindName(type, node);
        }

        if (type == typeof(int))
        {
            return Number(node) is { } whole && whole == Math.Floor(whole) && Math.Abs(whole) <= int.MaxValue
                ? InRange(property, node, (int)whole)
                : Refuse(node, "a whole number");
        }

        if (type == typeof(bool))
        {
            return node is ScalarNode { Token: JsonTokenType.True or JsonTokenType.False } flag ? flag.Token == JsonTokenType.True : Refuse(node, "true or false");
        }

        if (type == typeof(double))
        {
            return Number(node) is { } number ? InRange(property, node, number) : Refuse(node, "a number");
        }

        if (node is not ScalarNode { Token: JsonTokenType.String, Text: var text })
        {
            return Refuse(node, Form(type));
        }

        if (type == typeof(string))
        {
            return BindText(property, node, text);
        }

        if (type == typeof(Percentage))
        {
            return Percentage.TryParse(text, out var percentage) ? percentage : Refuse(node, Form(type));
        }

        if (type == typeof(ByteSize))
        {
            return ByteSize.TryParse(text, out var size) ? size : Refuse(node, Form(type));
        }

        return Duration.TryParse(text, out var duration) ? duration : Refuse(node, Form(type));
    }

    private static string Form(Type type) =>
        type == typeof(Percentage) ? Percentage.Form
        : type == typeof(ByteSize) ? ByteSize.Form
        : type == typeof(Duration) ? Duration.Form
        : "a text";

    private string? BindText(PropertyInfo property, ManifestNode node, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (string?)Refuse(node, "a text that is not empty");
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            diagnostics.Add(DiagnosticCodes.OutOfRange, node.Position, "This text holds the character NUL, which no name or path can hold; remove it.");
            return null;
        }

        if (property.GetCustomAttribute<RegularExpressionAttribute>() is { Pattern: var pattern } && !Regex.IsMatch(text, $@"\A(?:{pattern})\z"))
        {
            diagnostics.Add(DiagnosticCodes.OutOfRange, node.Position, $"\"{text}\" is not a C# name; use letters, digits and _, not starting with a digit.");
            return null;
        }

        return text;
    }

    private object? BindName(Type type, ManifestNode node)
    {
        if (node is not ScalarNode { Token: JsonTokenType.String, Text: var text })
        {
            return Refuse(node, $"one of {string.Join(", ", ManifestShape.Values(type).Select(value => $"\"{ManifestShape.Name(value)}\""))}");
        }

        if (ManifestShape.Values(type).FirstOrDefault(value => ManifestShape.Name(value) == text) is { } found)
        {
            return found.GetValue(null);
        }

        diagnostics.Add(DiagnosticCodes.OutOfRange, node.Position, $"'{text}' is not allowed here{Suggestion.For(text, [.. ManifestShape.Values(type).Select(value => ManifestShape.Name(value))])}");
        return null;
    }

    private List<string>? BindTexts(ManifestNode node)
    {
        if (node is not ListNode { Items: var items })
        {
            return (List<string>?)Refuse(node, "a list of texts [ ]");
        }

        List<string> texts = [];
        foreach (var item in items)
        {
            if (item is ScalarNode { Token: JsonTokenType.String, Text: var text } && !string.IsNullOrWhiteSpace(text))
            {
                texts.Add(text);
            }
            else
            {
                Refuse(item, "a text that is not empty");
            }
        }

        return texts;
    }

    private List<double>? BindNumbers(ManifestNode node)
    {
        if (node is not ListNode { Items: var items })
        {
            return (List<double>?)Refuse(node, "a list of numbers [ ]");
        }

        List<double> numbers = [];
        foreach (var item in items)
        {
            if (Number(item) is { } number)
            {
                numbers.Add(number);
            }
            else
            {
                Refuse(item, "a number");
            }
        }

        return numbers;
    }

    private Array? BindRecords(Type item, ManifestNode node)
    {
        if (node is not ListNode { Items: var items })
        {
            return (Array?)Refuse(node, "a list of objects [ ]");
        }

        var records = Array.CreateInstance(item, items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            records.SetValue(BindRecord(item, items[i]), i);
        }

        return records;
    }

    private Dictionary<string, string>? BindScalars(ManifestNode node)
    {
        if (node is not ObjectNode { Members: var members })
        {
            return (Dictionary<string, string>?)Refuse(node, "an object { }");
        }

        Dictionary<string, string> values = [];
        foreach (var member in members)
        {
            if (member.Value is ScalarNode { Token: not JsonTokenType.Null, Text: var text })
            {
                values[member.Name] = text;
            }
            else if (member.Value is ListNode list)
            {
                values[member.Name] = list.ToJson();
            }
            else
            {
                Refuse(member.Value, "a number, a text, a list, true or false");
            }
        }

        return values;
    }

    private object? InRange<T>(PropertyInfo property, ManifestNode node, T value)
        where T : struct
    {
        if (ManifestShape.Range(property) is not { } range || range.IsValid(value))
        {
            return value;
        }

        var (lower, upper) = (range.MinimumIsExclusive ? "more than" : "at least", range.MaximumIsExclusive ? "less than" : "at most");
        diagnostics.Add(
            DiagnosticCodes.OutOfRange,
            node.Position,
            string.Create(CultureInfo.InvariantCulture, $"{value} is out of range; give {lower} {range.Minimum} and {upper} {range.Maximum}."));
        return null;
    }

    private static double? Number(ManifestNode node) =>
        node is ScalarNode { Token: JsonTokenType.Number, Text: var text } && double.Parse(text, CultureInfo.InvariantCulture) is var number && double.IsFinite(number)
            ? number
            : null;

    private object? Refuse(ManifestNode node, string expected)
    {
        var found = node is ScalarNode { Token: JsonTokenType.String or JsonTokenType.Number, Text: var text } ? $"{node.Kind} ({text})" : node.Kind;
        diagnostics.Add(DiagnosticCodes.WrongType, node.Position, $"Expected {expected}, found {found}.");
        return null;
    }
}

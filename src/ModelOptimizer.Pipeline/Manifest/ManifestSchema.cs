using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>The JSON Schema of manifests, generated from the option records and their documentation.</summary>
/// <param name="documentation">The XML documentation files of the assemblies that hold the records and their enumerations.</param>
internal sealed class ManifestSchema(params IEnumerable<XDocument> documentation)
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, string> summaries = documentation.SelectMany(file => file.Descendants("member"))
        .Where(member => member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => Plain(member.Element("summary")!));

    private readonly JsonObject definitions = [];

    /// <summary>The schema's text.</summary>
    public string Generate()
    {
        var root = Describe(typeof(CompressionManifest));
        root["properties"]!.AsObject().Insert(0, "$schema", new JsonObject { ["type"] = "string" });
        JsonObject schema = new()
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "ModelOptimizer manifest",
            ["allowComments"] = true,
            ["allowTrailingCommas"] = true,
        };
        foreach (var (name, value) in root)
        {
            schema[name] = value?.DeepClone();
        }

        schema["definitions"] = definitions;
        return schema.ToJsonString(Layout) + "\n";
    }

    private JsonObject Describe(Type record)
    {
        var defaults = Activator.CreateInstance(record)!;
        JsonObject properties = [];
        JsonArray required = [];
        foreach (var property in ManifestShape.Properties(record))
        {
            var name = ManifestShape.Name(property);
            properties[name] = DescribeValue(property, defaults);
            if (ManifestShape.IsRequired(property))
            {
                required.Add(name);
            }
        }

        JsonObject schema = new() { ["description"] = Summary($"T:{record.FullName}"), ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        return schema;
    }

    private JsonObject DescribeValue(PropertyInfo property, object defaults)
    {
        var type = ManifestShape.ValueType(property);
        JsonObject schema = new() { ["description"] = Summary($"P:{property.DeclaringType!.FullName}.{property.Name}") };
        foreach (var (name, value) in DescribeType(property, type))
        {
            schema[name] = value?.DeepClone();
        }

        if (!ManifestShape.IsRequired(property) && property.GetValue(defaults) is { } given && Default(given) is { } value2)
        {
            schema["default"] = value2;
        }

        return schema;
    }

    private static JsonNode? Default(object value) => value switch
    {
        Enum name => ManifestShape.Name(name),
        int number => number,
        double number => number,
        bool flag => flag,
        string text => text,
        _ => null,
    };

    private JsonObject DescribeType(PropertyInfo property, Type type)
    {
        if (type == typeof(IReadOnlyList<string>))
        {
            return new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" }, ["uniqueItems"] = true };
        }

        if (type == typeof(IReadOnlyList<double>))
        {
            return new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "number" } };
        }

        if (ManifestShape.RecordOfList(type) is { } item)
        {
            return new() { ["type"] = "array", ["items"] = Reference(item) };
        }

        if (type == typeof(IReadOnlyDictionary<string, string>))
        {
            return new() { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("number", "string", "boolean", "array") } };
        }

        if (ManifestShape.IsRecord(type))
        {
            return new() { ["allOf"] = new JsonArray(Reference(type)) };
        }

        return type.IsEnum ? DescribeNames(type) : DescribeScalar(property, type);
    }

    // One definition per record, or the options of training would be said three times.
    private JsonObject Reference(Type record)
    {
        if (!definitions.ContainsKey(record.Name))
        {
            definitions[record.Name] = new JsonObject();
            definitions[record.Name] = Describe(record);
        }

        return new() { ["$ref"] = $"#/definitions/{record.Name}" };
    }

    private JsonObject DescribeNames(Type type)
    {
        JsonArray names = [];
        JsonArray descriptions = [];
        foreach (var value in ManifestShape.Values(type))
        {
            names.Add(ManifestShape.Name(value));
            descriptions.Add(Summary($"F:{type.FullName}.{value.Name}"));
        }

        return new() { ["enum"] = names, ["enumDescriptions"] = descriptions };
    }

    private static JsonObject DescribeScalar(PropertyInfo property, Type type)
    {
        if (type == typeof(bool))
        {
            return new() { ["type"] = "boolean" };
        }

        if (type == typeof(int) || type == typeof(double))
        {
            JsonObject number = new() { ["type"] = type == typeof(int) ? "integer" : "number" };
            if (ManifestShape.Range(property) is { } range)
            {
                number[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = JsonSerializer.SerializeToNode(range.Minimum);
                number[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] = JsonSerializer.SerializeToNode(range.Maximum);
            }

            return number;
        }

        JsonObject text = new() { ["type"] = "string" };
        var pattern = type == typeof(Percentage) ? Percentage.Pattern
            : type == typeof(ByteSize) ? ByteSize.Pattern
            : type == typeof(Duration) ? Duration.Pattern
            : property.GetCustomAttribute<RegularExpressionAttribute>()?.Pattern is { } own ? $"^{own}$" : null;
        if (pattern is not null)
        {
            text["pattern"] = pattern;
        }

        return text;
    }

    private string Summary(string member) =>
        summaries.TryGetValue(member, out var summary) ? summary : throw new InvalidOperationException($"{member} has no documentation.");

    private static string Plain(XElement summary)
    {
        var text = string.Concat(summary.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "see" } link => LastName(link.Attribute("cref")!.Value),
            XElement element => element.Value,
            _ => node.ToString(),
        }));
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);
    }

    private static string LastName(string cref) => JsonNamingPolicy.CamelCase.ConvertName(cref[(cref.LastIndexOf('.') + 1)..]);
}

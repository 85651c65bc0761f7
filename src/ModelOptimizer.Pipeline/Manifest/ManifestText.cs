using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>The normal form of option records: all values with defaults filled in, names in ordinal order, no white space.</summary>
internal static class ManifestText
{
    /// <summary>The same text for the same meaning, whatever the manifest's layout; keys are made from it.</summary>
    public static string Normalise(object record)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, record);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case Enum name:
                json.WriteStringValue(ManifestShape.Name(name));
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case Percentage or ByteSize or Duration:
                json.WriteStringValue(value.ToString());
                break;
            case IReadOnlyList<string> texts:
                json.WriteStartArray();
                foreach (var text in texts)
                {
                    json.WriteStringValue(text);
                }

                json.WriteEndArray();
                break;
            case IReadOnlyList<double> numbers:
                json.WriteStartArray();
                foreach (var number in numbers)
                {
                    json.WriteNumberValue(number);
                }

                json.WriteEndArray();
                break;
            case IEnumerable<object> records and not IReadOnlyDictionary<string, string>:
                json.WriteStartArray();
                foreach (var record in records)
                {
                    Write(json, record);
                }

                json.WriteEndArray();
                break;
            case IReadOnlyDictionary<string, string> values:
                json.WriteStartObject();
                foreach (var name in values.Keys.Order(StringComparer.Ordinal))
                {
                    json.WriteString(name, values[name]);
                }

                json.WriteEndObject();
                break;
            default:
                json.WriteStartObject();
                foreach (var property in ManifestShape.Properties(value.GetType()).Where(property => !IsOmitted(property, value)).OrderBy(property => ManifestShape.Name(property), StringComparer.Ordinal))
                {
                    json.WritePropertyName(ManifestShape.Name(property));
                    Write(json, property.GetValue(value));
                }

                json.WriteEndObject();
                break;
        }
    }

    private static bool IsOmitted(PropertyInfo property, object record)
    {
        if (!property.IsDefined(typeof(OmittedByDefaultAttribute)))
        {
            return false;
        }

        var (given, fallback) = (property.GetValue(record), property.GetValue(Activator.CreateInstance(record.GetType())));
        return Equals(given, fallback) || (given is IReadOnlyCollection<object> { Count: 0 } && fallback is IReadOnlyCollection<object> { Count: 0 });
    }
}

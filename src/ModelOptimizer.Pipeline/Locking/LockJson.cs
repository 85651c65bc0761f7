using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ModelOptimizer.Pipeline.Keys;

namespace ModelOptimizer.Pipeline.Locking;

/// <summary>The JSON form of a lock file. It is read by hand: every build does, and the serializer would compile some 130 methods first.</summary>
internal static class LockJson
{
    private static readonly JsonWriterOptions Form = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Indented, LF on every system, without an end of line at the end.</summary>
    public static void Write(ArtifactLock locked, Stream target)
    {
        using var json = new Utf8JsonWriter(target, Form);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", locked.SchemaVersion);
        json.WriteString("key", locked.Key);
        json.WriteString("sha256", locked.Sha256);
        json.WriteNumber("bytes", locked.Bytes);
        json.WriteString("metric", locked.Metric);
        Write(json, "baseline", locked.Baseline);
        Write(json, "artifact", locked.Artifact);
        json.WriteStartObject("versions");
        foreach (var (name, version) in locked.Versions)
        {
            json.WriteString(name, version);
        }

        json.WriteEndObject();
        Write(json, locked.Inputs);
        json.WriteStartArray("stages");
        foreach (var stage in locked.Stages)
        {
            json.WriteStartObject();
            json.WriteString("name", stage.Name);
            json.WriteString("key", stage.Key);
            Write(json, stage.Inputs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Which version of the format a document has.</summary>
    /// <exception cref="JsonException">It does not say.</exception>
    public static int VersionOf(JsonElement root) => As(root, "schemaVersion", value => value.GetInt32());

    /// <summary>What a document of the current version says.</summary>
    /// <exception cref="JsonException">Something is missing or of another type.</exception>
    public static ArtifactLock Read(JsonElement root) => new(
        VersionOf(root),
        Text(root, "key"),
        Text(root, "sha256"),
        As(root, "bytes", value => value.GetInt64()),
        Text(root, "metric"),
        Model(root, "baseline"),
        Model(root, "artifact"),
        As(root, "versions", Versions),
        Parts(root),
        List(root, "stages", stage => new LockedStage(Text(stage, "name"), Text(stage, "key"), Parts(stage))));

    private static void Write(Utf8JsonWriter json, string name, LockedModel model)
    {
        json.WriteStartObject(name);
        if (double.IsFinite(model.Metric))
        {
            json.WriteNumber("metric", model.Metric);
        }
        else
        {
            json.WriteString("metric", model.Metric.ToString(CultureInfo.InvariantCulture));
        }

        json.WriteNumber("parameters", model.Parameters);
        json.WriteNumber("macs", model.Macs);
        json.WriteNumber("bytes", model.Bytes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<KeyPart> parts)
    {
        json.WriteStartArray("inputs");
        foreach (var part in parts)
        {
            json.WriteStartObject();
            json.WriteString("name", part.Name);
            json.WriteString("value", part.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static LockedModel Model(JsonElement parent, string name) => As(parent, name, model => new LockedModel(
        As(model, "metric", value => value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetDouble()),
        As(model, "parameters", value => value.GetInt64()),
        As(model, "macs", value => value.GetInt64()),
        As(model, "bytes", value => value.GetInt64())));

    private static Dictionary<string, string> Versions(JsonElement versions)
    {
        var read = new Dictionary<string, string>();
        foreach (var version in versions.EnumerateObject())
        {
            read[version.Name] = Text(versions, version.Name);
        }

        return read;
    }

    private static List<KeyPart> Parts(JsonElement parent) => List(parent, "inputs", part => new KeyPart(Text(part, "name"), Text(part, "value")));

    private static string Text(JsonElement parent, string name) => As(parent, name, value => value.GetString()) ?? throw new JsonException($"\"{name}\" is null.");

    private static List<T> List<T>(JsonElement parent, string name, Func<JsonElement, T> read)
        where T : class => As(parent, name, values =>
    {
        var items = new List<T>(values.GetArrayLength());
        foreach (var value in values.EnumerateArray())
        {
            items.Add(read(value));
        }

        return items;
    });

    private static T As<T>(JsonElement parent, string name, Func<JsonElement, T> read)
    {
        try
        {
            return parent.TryGetProperty(name, out var value) ? read(value) : throw new JsonException($"\"{name}\" is missing.");
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            throw new JsonException($"\"{name}\" has another type.", error);
        }
    }
}

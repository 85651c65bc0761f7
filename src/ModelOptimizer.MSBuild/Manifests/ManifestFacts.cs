using System.Globalization;
using ModelOptimizer.MSBuild.Accessors;
using ModelOptimizer.MSBuild.Json;

namespace ModelOptimizer.MSBuild.Manifests;

/// <summary>What a manifest states about its model before anything is trained; the engine checks the rest of it.</summary>
internal sealed class ManifestFacts
{
    /// <summary>Name of the accessor class.</summary>
    public string ClassName { get; init; } = "";

    /// <summary>Name of the model file where it is not embedded, without an extension.</summary>
    public string OutputName { get; init; } = "";

    /// <summary>Names of the classes in the order of the model's outputs; null when the manifest does not state them.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Width and height of the input in pixels; null when the manifest does not state them.</summary>
    public (int Width, int Height)? InputSize { get; init; }

    /// <summary>Whether the manifest says that the model detects objects.</summary>
    public bool IsDetector { get; init; }

    /// <summary>What follows a detector's heads in the model: <c>none</c>, <c>decode</c> or <c>nms</c>.</summary>
    public string Postprocess { get; init; } = "decode";

    /// <summary>Widths and heights of a detector's anchors in pixels of the input, as they are written; null when the manifest does not state them.</summary>
    public IReadOnlyList<(string Width, string Height)>? Anchors { get; init; }

    /// <summary>Widening of the sigmoid of a box's centre, as it is written; null when the manifest does not state it.</summary>
    public string? ScaleXY { get; init; }

    /// <summary>The data set's folder, relative to the manifest.</summary>
    public string DataRoot { get; init; } = "data";

    /// <summary>Files that say which images the data set has, relative to its folder; none where its folders say so.</summary>
    public IReadOnlyList<string> DataIndexes { get; init; } = [];

    /// <summary>Reads the manifest at <paramref name="path"/>.</summary>
    /// <exception cref="ManifestException">It cannot be read, or is not what it should be.</exception>
    public static ManifestFacts Read(string path)
    {
        try
        {
            return From(JsonReader.Read(File.ReadAllText(path)), Path.GetFileName(path));
        }
        catch (JsonSyntaxException problem)
        {
            throw new ManifestException(DiagnosticCodes.NotJson, $"The manifest is not valid: {problem.Message}.", problem.Line, problem.Column);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ManifestException(DiagnosticCodes.FileUnreadable, $"The manifest cannot be read: {problem.Message}");
        }
    }

    private static ManifestFacts From(JsonValue root, string fileName)
    {
        Require(root.Kind == JsonKind.Object, root, "A manifest is a JSON object: { \"model\": ..., ... }.");
        var output = Section(root, "output");
        var options = Section(Section(root, "model"), "options");
        var data = Section(root, "data");
        var name = BaseName(fileName);
        return new ManifestFacts
        {
            ClassName = output?["className"] is { } className ? ReadClassName(className) : Identifier.ForModel(name),
            OutputName = output?["name"] is { } outputName ? ReadFileName(outputName) : name,
            DataRoot = data?.TextOf("root") ?? "data",
            DataIndexes = data?.TextOf("format") == "voc" ? [.. Splits(data).Distinct().Select(split => $"ImageSets/Main/{split}.txt")] : [],
            Labels = data?["classes"] is { } classes ? ReadLabels(classes) : null,
            InputSize = options?["inputSize"] is { } size ? ReadSize(size) : null,
            IsDetector = root.TextOf("task") == "detection",
            Postprocess = output?["postprocess"] is { } postprocess ? ReadPostprocess(postprocess) : "decode",
            Anchors = options?["anchors"] is { } anchors ? ReadAnchors(anchors) : null,
            ScaleXY = options?["scaleXY"] is { } scale ? ReadNumber(scale, "'scaleXY' must be a number.") : null,
        };
    }

    private static string[] Splits(JsonValue data)
    {
        var val = data.TextOf("val") ?? "val";
        return [data.TextOf("train") ?? "train", val, data.TextOf("test") ?? val];
    }

    private static JsonValue? Section(JsonValue? parent, string name)
    {
        var section = parent?[name];
        Require(section is null or { Kind: JsonKind.Object or JsonKind.Null }, section, $"'{name}' must be an object: {{ ... }}.");
        return section;
    }

    private static string ReadClassName(JsonValue value)
    {
        Require(value.Kind == JsonKind.String && Identifier.IsValid(value.Text), value, "'className' must be a C# identifier in double quotes.");
        return value.Text;
    }

    private static string ReadFileName(JsonValue value)
    {
        var usable = value.Kind == JsonKind.String && value.Text.Trim().Length > 0 && value.Text.IndexOfAny(Path.GetInvalidFileNameChars()) < 0;
        Require(usable, value, "'name' must be a name that a file can have, in double quotes.");
        return value.Text;
    }

    private static string[] ReadLabels(JsonValue value)
    {
        Require(value.Kind == JsonKind.Array, value, "'classes' must be a list of names: [\"robot\", \"ball\"].");
        foreach (var item in value.Items)
        {
            Require(item.Kind == JsonKind.String, item, "A class is a name in double quotes.");
        }

        return [.. value.Items.Select(item => item.Text)];
    }

    // Every form that the zoo takes: 256, [320, 256], "320x256".
    private static (int Width, int Height) ReadSize(JsonValue value)
    {
        int?[] sides = value.Kind switch
        {
            JsonKind.Array => [.. value.Items.Select(item => item.Integer)],
            JsonKind.String => [.. value.Text.Split('x', 'X').Select(ReadSide)],
            _ => [value.Integer],
        };
        Require(sides.Length is 1 or 2 && sides.All(side => side > 0), value, "'inputSize' must be a number of pixels, or [width, height].");
        return (sides[0]!.Value, sides[sides.Length - 1]!.Value);
    }

    private static string ReadPostprocess(JsonValue value)
    {
        Require(value is { Kind: JsonKind.String, Text: "none" or "decode" or "nms" }, value, "'postprocess' must be \"none\", \"decode\" or \"nms\".");
        return value.Text;
    }

    private static (string Width, string Height)[] ReadAnchors(JsonValue value)
    {
        const string message = "'anchors' must be a list of [width, height] in pixels.";
        Require(value.Kind == JsonKind.Array && value.Items.All(pair => pair.Items.Count == 2), value, message);
        return [.. value.Items.Select(pair => (ReadNumber(pair.Items[0], message), ReadNumber(pair.Items[1], message)))];
    }

    // A JSON number is a C# number as it stands; one that no float can hold would not be.
    private static string ReadNumber(JsonValue value, string message)
    {
        var isNumber = value.Kind == JsonKind.Number && float.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && !float.IsInfinity(number);
        Require(isNumber, value, message);
        return value.Text;
    }

    private static int? ReadSide(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) ? side : null;

    private static string BaseName(string fileName)
    {
        const string extension = ".modelopt.json";
        return fileName.EndsWith(extension, StringComparison.OrdinalIgnoreCase)
            ? fileName.Substring(0, fileName.Length - extension.Length)
            : Path.GetFileNameWithoutExtension(fileName);
    }

    private static void Require(bool condition, JsonValue? value, string message)
    {
        if (!condition)
        {
            throw new ManifestException(DiagnosticCodes.WrongType, message, value!.Line, value.Column);
        }
    }
}

using System.Text;
using System.Text.Json;
using ModelOptimizer.Pipeline.Manifest;

namespace ModelOptimizer.Pipeline.SingleStages;

/// <summary>A stage's section of a manifest, with what a command line says put over it. Positions at line 0 are numbers of options.</summary>
internal static class StageSection
{
    /// <summary>The section.</summary>
    /// <param name="section">The section of a file, or null for none.</param>
    /// <param name="settings">What the command line says.</param>
    public static ObjectNode Of(ObjectNode? section, IReadOnlyList<StageSetting> settings)
    {
        // It ends after every option, so that what is wrong with one is found within it.
        var result = section ?? new ObjectNode(default, new(0, int.MaxValue), []);
        foreach (var (number, setting) in settings.Index())
        {
            result = Put(result, setting.Name.Split('.'), Value(setting.Value, new(0, number + 1)));
        }

        return result;
    }

    private static ObjectNode Put(ObjectNode within, ReadOnlySpan<string> path, ScalarNode value)
    {
        var name = path[0];
        ManifestNode node = path.Length == 1 ? value
            : Put(within.Find(name) as ObjectNode ?? new(value.Position, new(0, int.MaxValue), []), path[1..], value);
        return within with { Members = [.. within.Members.Where(member => member.Name != name), new(name, value.Position, node)] };
    }

    // As it would stand in a manifest: numbers and truth values bare, everything else in quotes.
    private static ScalarNode Value(string text, TextPosition position)
    {
        var isBare = text is "true" or "false" || (text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '-'));
        var read = isBare ? ManifestReader.Read(Encoding.UTF8.GetBytes(text), new DiagnosticList("")) as ScalarNode : null;
        return new(position, text, read?.Token ?? JsonTokenType.String);
    }
}

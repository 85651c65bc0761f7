using System.Text;

namespace ModelOptimizer.MSBuild.Accessors;

/// <summary>Names of the generated C#.</summary>
internal static class Identifier
{
    /// <summary>Class name of a manifest's model: <c>robot-arena.v2</c> becomes <c>RobotArenaV2Model</c>.</summary>
    public static string ForModel(string manifestName)
    {
        var name = new StringBuilder();
        var startsWord = true;
        foreach (var character in manifestName)
        {
            if (char.IsLetterOrDigit(character))
            {
                name.Append(startsWord ? char.ToUpperInvariant(character) : character);
            }

            startsWord = !char.IsLetterOrDigit(character);
        }

        return (name.Length > 0 && char.IsDigit(name[0]) ? "_" : "") + name + "Model";
    }

    /// <summary>Whether the name can name a class.</summary>
    public static bool IsValid(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(character => char.IsLetterOrDigit(character) || character == '_');

    /// <summary>The name as it is written in source: every keyword is in lower case, so a name that is gets an <c>@</c>.</summary>
    public static string InSource(string name) => name.All(char.IsLower) ? "@" + name : name;
}

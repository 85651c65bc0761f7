using System.Text;

namespace ModelOptimizer.MSBuild.Engine;

/// <summary>A list of arguments as the one string that .NET Standard 2.0 starts processes with; .NET splits it by the same rules everywhere.</summary>
internal static class CommandLine
{
    public static string Join(IEnumerable<string> arguments) => string.Join(" ", arguments.Select(Quote));

    private static string Quote(string argument)
    {
        var result = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var character in argument)
        {
            if (character == '\\')
            {
                backslashes++;
                continue;
            }

            result.Append('\\', character == '"' ? (2 * backslashes) + 1 : backslashes).Append(character);
            backslashes = 0;
        }

        return result.Append('\\', 2 * backslashes).Append('"').ToString();
    }
}

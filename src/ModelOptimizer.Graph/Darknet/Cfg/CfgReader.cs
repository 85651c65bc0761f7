namespace ModelOptimizer.Graph.Darknet.Cfg;

/// <summary>Splits a network description into sections. Lines are <c>[section]</c>, <c>key=value</c>, or comments from <c>#</c> or <c>;</c> on; white space does not count.</summary>
internal static class CfgReader
{
    public static List<CfgSection> Read(string path)
    {
        try
        {
            return Parse(path, File.ReadLines(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DarknetException(path, null, error.Message);
        }
    }

    public static List<CfgSection> Parse(string path, IEnumerable<string> lines)
    {
        var sections = new List<CfgSection>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var text = Stripped(line);
            if (text.Length == 0)
            {
                continue;
            }

            if (text[0] == '[')
            {
                sections.Add(text[^1] == ']' ? new(path, text[1..^1], number) : throw new DarknetException(path, number, $"\"{Excerpt(text)}\" lacks its closing bracket."));
            }
            else if (sections.Count == 0 || text.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var middle))
            {
                throw new DarknetException(path, number, $"\"{Excerpt(text)}\" is neither [section] nor key=value{(sections.Count == 0 ? " in a section" : "")}; is this a Darknet .cfg?");
            }
            else
            {
                sections[^1].Add(new(text[..middle], text[(middle + 1)..], number));
            }
        }

        return sections;
    }

    private static string Stripped(string line)
    {
        var end = line.AsSpan().IndexOfAny('#', ';');
        return string.Concat((end < 0 ? line : line[..end]).Where(symbol => !char.IsWhiteSpace(symbol)));
    }

    private static string Excerpt(string text) => text.Length <= 40 ? text : $"{text[..40]}...";
}

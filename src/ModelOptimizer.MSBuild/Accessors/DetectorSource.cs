namespace ModelOptimizer.MSBuild.Accessors;

/// <summary>The part of an accessor that finds objects in pictures: the text of <c>Detector.cs</c>, which is kept as source so that it can be tested as it is.</summary>
internal static class DetectorSource
{
    private const string Begin = "// <detector>";
    private const string End = "// </detector>";
    private const int Indent = 8;

    /// <summary>Names that the text declares inside the accessor.</summary>
    public static IReadOnlyList<string> Types { get; } = ["Detection", "Detector"];

    /// <summary>Writes it into the accessor's class.</summary>
    public static void Write(SourceText source)
    {
        using var reader = new StreamReader(typeof(DetectorSource).Assembly.GetManifestResourceStream("Detector.cs")!);
        var lines = reader.ReadToEnd().Replace("\r", "").Split('\n');
        var (first, last) = (Array.FindIndex(lines, line => line.Trim() == Begin), Array.FindIndex(lines, line => line.Trim() == End));
        for (var i = first + 1; i < last; i++)
        {
            source.Line(lines[i].Length > Indent ? lines[i].Substring(Indent) : "");
        }
    }
}

namespace ModelOptimizer.MSBuild.Accessors;

/// <summary>
/// The part of an accessor that finds objects in pictures: the texts of the files in <c>Detecting</c>, which are kept as source so that they can be tested as
/// they are.
/// </summary>
internal static class DetectorSource
{
    private const string Begin = "// <detector>";
    private const string End = "// </detector>";
    private const int Indent = 8;

    /// <summary>Names that the texts declare inside the accessor.</summary>
    public static IReadOnlyList<string> Types { get; } = ["Detection", "Detector"];

    /// <summary>Writes them into the accessor's class.</summary>
    public static void Write(SourceText source)
    {
        WriteFile(source, "Detector.cs");
        WriteFile(source, "Fit.cs");

        // Raw heads are described in JSON, for which older frameworks have no reader.
        source.Directive("#if NETCOREAPP3_1_OR_GREATER");
        WriteFile(source, "RawHeads.cs");
        source.Directive("#else");
        source.Open("public sealed partial class Detector");
        source.Line("private void AddHeads(");
        source.Line("    global::System.Collections.Generic.Dictionary<string, global::Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<float>> values, float confidence,");
        source.Line("    global::System.Collections.Generic.List<Detection> candidates) =>");
        source.Line("    throw new global::System.NotSupportedException(\"Raw heads are read on .NET only; elsewhere let the model decode: output.postprocess in its manifest.\");");
        source.Close();
        source.Directive("#endif");
    }

    private static void WriteFile(SourceText source, string name)
    {
        using var reader = new StreamReader(typeof(DetectorSource).Assembly.GetManifestResourceStream(name)!);
        var lines = reader.ReadToEnd().Replace("\r", "").Split('\n');
        var (first, last) = (Array.FindIndex(lines, line => line.Trim() == Begin), Array.FindIndex(lines, line => line.Trim() == End));
        for (var i = first + 1; i < last; i++)
        {
            source.Line(lines[i].Length > Indent ? lines[i].Substring(Indent) : "");
        }
    }
}

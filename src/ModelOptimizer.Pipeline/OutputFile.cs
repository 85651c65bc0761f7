using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Pipeline;

/// <summary>A file that a user asked for. It is written beside its place and renamed, so that nobody finds half of one.</summary>
public static class OutputFile
{
    /// <summary>Copies a file to where the user wants it; missing folders are made.</summary>
    /// <param name="source">What to copy.</param>
    /// <param name="path">Where to.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="PipelineException">It cannot be written (<see cref="DiagnosticCodes.FileUnreadable"/>).</exception>
    public static string Copy(string source, string path) => Write(path, beside => File.Copy(source, beside, overwrite: true));

    /// <summary>Writes a text to where the user wants it; missing folders are made.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="text">What.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="PipelineException">It cannot be written (<see cref="DiagnosticCodes.FileUnreadable"/>).</exception>
    public static string Write(string path, string text) => Write(path, beside => File.WriteAllText(beside, text));

    private static string Write(string path, Action<string> write)
    {
        var full = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            write($"{full}.tmp");
            File.Move($"{full}.tmp", full, overwrite: true);
            return full;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(Diagnostic.Error(DiagnosticCodes.FileUnreadable, $"{full} cannot be written: {error.Message}"), error);
        }
    }
}

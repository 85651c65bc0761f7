namespace ModelOptimizer.Pipeline.Diagnostics;

/// <summary>One cause, said once: a stable code, where it is and what to do about it.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Code">A code of <see cref="DiagnosticCodes"/>, <c>MOPTnnnn</c>.</param>
/// <param name="Message">What is wrong and what to do, one line.</param>
/// <param name="File">Full path of the file it is about, or null.</param>
/// <param name="Line">Line from 1, or 0 when there is none.</param>
/// <param name="Column">Column from 1 in UTF-16 units, or 0 when there is none.</param>
public sealed record Diagnostic(Severity Severity, string Code, string Message, string? File = null, int Line = 0, int Column = 0)
{
    /// <summary>An error without a position.</summary>
    public static Diagnostic Error(string code, string message) => new(Severity.Error, code, message);

    /// <summary>A warning without a position.</summary>
    public static Diagnostic Warning(string code, string message) => new(Severity.Warning, code, message);

    /// <summary>The canonical form that editors and build logs recognise: <c>file(line,column): error CODE: message</c>.</summary>
    public override string ToString()
    {
        var position = Line > 0 ? $"({Line},{Column})" : "";
        var origin = File is null ? "" : $"{File}{position}: ";
        return $"{origin}{Severity.ToString().ToLowerInvariant()} {Code}: {Message}";
    }
}

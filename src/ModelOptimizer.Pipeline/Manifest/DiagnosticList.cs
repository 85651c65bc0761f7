using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>Collects what is wrong with one file.</summary>
internal sealed class DiagnosticList(string file)
{
    private readonly List<Diagnostic> items = [];

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => items.Count > 0;

    /// <summary>Adds an error at a place in the file.</summary>
    public void Add(string code, TextPosition position, string message) =>
        items.Add(new(Severity.Error, code, message, file, position.Line, position.Column));

    /// <summary>Whether anything inside an object is wrong.</summary>
    public bool AnyWithin(ObjectNode node) => items.Exists(item =>
        (item.Line, item.Column).CompareTo((node.Position.Line, node.Position.Column)) >= 0
        && (item.Line, item.Column).CompareTo((node.End.Line, node.End.Column)) <= 0);

    /// <summary>All errors in the order of the text.</summary>
    public IReadOnlyList<Diagnostic> InOrder() => [.. items.OrderBy(item => item.Line).ThenBy(item => item.Column)];
}

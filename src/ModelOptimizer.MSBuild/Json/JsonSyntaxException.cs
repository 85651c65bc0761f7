namespace ModelOptimizer.MSBuild.Json;

/// <summary>A text that is not JSON, and where it stops being so.</summary>
internal sealed class JsonSyntaxException(string message, int line, int column) : Exception(message)
{
    /// <summary>From 1.</summary>
    public int Line { get; } = line;

    /// <summary>From 1, in UTF-16 units.</summary>
    public int Column { get; } = column;
}

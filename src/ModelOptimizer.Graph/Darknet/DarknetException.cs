namespace ModelOptimizer.Graph.Darknet;

/// <summary>A Darknet file that cannot be read: where, what is wrong and what to do. The message holds all of it.</summary>
/// <param name="path">The file.</param>
/// <param name="line">The line from 1, or null where there is none.</param>
/// <param name="reason">What is wrong, without the place.</param>
public sealed class DarknetException(string path, int? line, string reason) : GraphException(line is null ? $"{path}: {reason}" : $"{path}({line}): {reason}")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>The line from 1, or null where there is none.</summary>
    public int? Line { get; } = line;

    /// <summary>What is wrong, without the place.</summary>
    public string Reason { get; } = reason;
}

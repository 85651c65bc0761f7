namespace ModelOptimizer.Data;

/// <summary>A file of a data set (split list, annotation or image) cannot be used. The message names the file, the line where known, and the reason.</summary>
/// <param name="path">The offending file.</param>
/// <param name="line">Its line, counted from 1, where known.</param>
/// <param name="reason">What is wrong and what to do.</param>
/// <param name="inner">The cause, if another exception reported it.</param>
public sealed class DatasetException(string path, int? line, string reason, Exception? inner = null)
    : Exception(line is null ? $"{path}: {reason}" : $"{path}({line}): {reason}", inner)
{
    /// <summary>A problem of a file as a whole.</summary>
    public DatasetException(string path, string reason, Exception? inner = null) : this(path, null, reason, inner)
    {
    }

    /// <summary>The offending file.</summary>
    public string Path { get; } = path;

    /// <summary>The line in it, counted from 1, where known.</summary>
    public int? Line { get; } = line;

    /// <summary>What is wrong, without the position.</summary>
    public string Reason { get; } = reason;
}

using Microsoft.Build.Logging.StructuredLogger;

namespace ModelOptimizer.Packages.Tests.Consuming;

/// <summary>What a binary log knows of a build.</summary>
public sealed class BuildLog(string path)
{
    private readonly Build _build = BinaryLog.ReadBuild(path);

    /// <summary>How often the compiler ran.</summary>
    public int CompilerRuns => _build.FindChildrenRecursive<Microsoft.Build.Logging.StructuredLogger.Task>(task => task.Name == "Csc").Count;

    /// <summary>Whether some message contains the text.</summary>
    public bool Says(string text) => _build.FindChildrenRecursive<Message>(message => message.Text.Contains(text, StringComparison.Ordinal)).Count > 0;
}

namespace ModelOptimizer.MSBuild.Manifests;

/// <summary>A manifest that no accessor can be made from; the position is 0 where the whole file is meant.</summary>
internal sealed class ManifestException(string code, string message, int line = 0, int column = 0) : Exception(message)
{
    public string Code { get; } = code;

    public int Line { get; } = line;

    public int Column { get; } = column;
}

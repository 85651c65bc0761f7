namespace ModelOptimizer.MSBuild;

/// <summary>The codes that the build itself reports; those of the engine are passed through. MOPT1xxx mean what they mean there.</summary>
internal static class DiagnosticCodes
{
    /// <summary>The engine ended without an artifact and without a diagnostic.</summary>
    public const string EngineFailed = "MOPT0001";

    /// <summary>The engine cannot be started.</summary>
    public const string EngineNotStarted = "MOPT0002";

    /// <summary>The engine took longer than <c>ModelCompressionTimeout</c>.</summary>
    public const string TimedOut = "MOPT0003";

    /// <summary>The project's language has no accessor.</summary>
    public const string LanguageUnsupported = "MOPT0004";

    /// <summary>A property or an item's metadata has a value that it cannot have.</summary>
    public const string BadSetting = "MOPT0005";

    /// <summary>The manifest cannot be read.</summary>
    public const string FileUnreadable = "MOPT1001";

    /// <summary>The manifest is not JSON.</summary>
    public const string NotJson = "MOPT1002";

    /// <summary>A value of the manifest has the wrong type or form.</summary>
    public const string WrongType = "MOPT1006";

    /// <summary>Two manifests of a project contradict each other.</summary>
    public const string Contradiction = "MOPT1009";

    /// <summary>The embedded model is so large that a file beside the assembly is the better choice.</summary>
    public const string LargeResource = "MOPT2010";
}

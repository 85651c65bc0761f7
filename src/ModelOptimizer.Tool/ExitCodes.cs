using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Tool;

/// <summary>What the process ends with; documented and stable.</summary>
internal static class ExitCodes
{
    public const int Success = 0;
    public const int Unexpected = 1;
    public const int Invalid = 2;
    public const int GateFailed = 3;
    public const int Environment = 4;

    /// <summary>The artifact is not in the cache, or not the one that the lock file records.</summary>
    public const int NotInCache = 5;

    public const int Cancelled = 130;

    /// <summary>The exit code of a run that failed for this cause.</summary>
    public static int Of(Diagnostic cause) => cause.Code switch
    {
        DiagnosticCodes.Unexpected => Unexpected,
        DiagnosticCodes.Usage => Invalid,
        DiagnosticCodes.NotInCache or DiagnosticCodes.LockMismatch or DiagnosticCodes.LockStale => NotInCache,
        _ => cause.Code[..5] switch
        {
            "MOPT1" => Invalid,
            "MOPT2" => GateFailed,
            _ => Environment,
        },
    };
}

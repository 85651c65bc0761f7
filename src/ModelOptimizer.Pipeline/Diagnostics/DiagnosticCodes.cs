namespace ModelOptimizer.Pipeline.Diagnostics;

/// <summary>Every code a user can meet. Codes are stable: a code never changes its meaning.</summary>
public static class DiagnosticCodes
{
    /// <summary>Something failed that should not have; a defect of the tool.</summary>
    public const string Unexpected = "MOPT0010";

    /// <summary>A native library (libtorch, ONNX Runtime, an image codec) is missing or cannot be loaded.</summary>
    public const string NativeLibraryMissing = "MOPT0011";

    /// <summary>The device that was asked for is not on this machine.</summary>
    public const string DeviceMissing = "MOPT0012";

    /// <summary>The command line is wrong.</summary>
    public const string Usage = "MOPT0013";

    /// <summary>There is not enough memory.</summary>
    public const string OutOfMemory = "MOPT0014";

    /// <summary>A runtime cannot be installed.</summary>
    public const string RuntimeNotInstalled = "MOPT0020";

    /// <summary>The manifest, or another input file, cannot be read.</summary>
    public const string FileUnreadable = "MOPT1001";

    /// <summary>The manifest is not JSON.</summary>
    public const string NotJson = "MOPT1002";

    /// <summary>A name that the manifest does not know.</summary>
    public const string UnknownName = "MOPT1003";

    /// <summary>A name is given twice in one object.</summary>
    public const string DuplicateName = "MOPT1004";

    /// <summary>A required name is missing.</summary>
    public const string MissingName = "MOPT1005";

    /// <summary>A value has the wrong type or form.</summary>
    public const string WrongType = "MOPT1006";

    /// <summary>A value is outside its range, or none of the values allowed.</summary>
    public const string OutOfRange = "MOPT1007";

    /// <summary>A path leaves the project.</summary>
    public const string PathOutOfReach = "MOPT1008";

    /// <summary>Two parts of the manifest contradict each other.</summary>
    public const string Contradiction = "MOPT1009";

    /// <summary>The data set is missing or malformed.</summary>
    public const string DataInvalid = "MOPT1010";

    /// <summary>The model is missing, malformed or not usable for the task.</summary>
    public const string ModelInvalid = "MOPT1011";

    /// <summary>The pruning budget cannot be reached.</summary>
    public const string BudgetOutOfReach = "MOPT1012";

    /// <summary>The model cannot be trained as asked, or training diverged.</summary>
    public const string NotTrainable = "MOPT1013";

    /// <summary>An annotation was repaired or left out.</summary>
    public const string AnnotationRepaired = "MOPT1014";

    /// <summary>A search cannot judge candidates, or none keeps to the limits.</summary>
    public const string SearchFailed = "MOPT1015";

    /// <summary>The artifact loses more of the metric than the gate allows.</summary>
    public const string MetricGate = "MOPT2001";

    /// <summary>The artifact is larger than the gate allows.</summary>
    public const string BytesGate = "MOPT2002";

    /// <summary>The artifact is slower than the gate allows.</summary>
    public const string LatencyGate = "MOPT2003";

    /// <summary>The artifact computes something else in ONNX Runtime than in the training engine.</summary>
    public const string ParityGate = "MOPT2004";

    /// <summary>The pruned graph computes something else than the graph with the same channels masked; a defect of the tool.</summary>
    public const string SurgeryGate = "MOPT2005";

    /// <summary>The artifact is not in the cache and may not be made (cache-only).</summary>
    public const string NotInCache = "MOPT3001";

    /// <summary>The cache directory cannot be used.</summary>
    public const string CacheUnusable = "MOPT3002";

    /// <summary>A cache entry is damaged and was made again.</summary>
    public const string CacheCorrupted = "MOPT3003";

    /// <summary>There is no run to watch.</summary>
    public const string NothingRuns = "MOPT3004";

    /// <summary>The process of a run ended without saying how.</summary>
    public const string RunDied = "MOPT3005";

    /// <summary>The artifact has other bytes than the lock file records for its key.</summary>
    public const string LockMismatch = "MOPT3010";

    /// <summary>The lock file records another key than the manifest and its data give (cache-only).</summary>
    public const string LockStale = "MOPT3011";

    /// <summary>The lock file cannot be read, or not be written.</summary>
    public const string LockUnusable = "MOPT3012";

    /// <summary>The shared cache does not answer, or not with what it should; the run goes on without it.</summary>
    public const string SharedCacheFailed = "MOPT3020";
}

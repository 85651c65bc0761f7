using System.ComponentModel;
using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ModelOptimizer.MSBuild.Engine;

namespace ModelOptimizer.MSBuild;

/// <summary>
/// Has the engine compress the model of one manifest, or find it in the cache. All work is done out of process. When the build is cancelled
/// the engine gets time to save its state; the next build continues there.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class CompressModel : Task, ICancelableTask, IDisposable
{
    /// <summary>What a shell says of a process that got SIGKILL, and .NET likewise.</summary>
    private const int Killed = 137;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private readonly object _gate = new();
    private EngineProcess? _engine;
    private bool _isCancelled;

    /// <summary>Full path of the manifest.</summary>
    [Required]
    public string Manifest { get; set; } = "";

    /// <summary>Full path of the engine: an assembly (<c>.dll</c>), which the build's own <c>dotnet</c> runs, or a program.</summary>
    [Required]
    public string ToolPath { get; set; } = "";

    /// <summary><c>Auto</c>: train when the artifact is not in the cache; <c>CacheOnly</c>: that is an error.</summary>
    public string Mode { get; set; } = "Auto";

    /// <summary>The cache's directory; the engine's default when empty.</summary>
    public string CacheDirectory { get; set; } = "";

    /// <summary><c>Auto</c>, <c>Update</c> or <c>Off</c>: what the lock file is for; as <c>Auto</c> when empty.</summary>
    public string Lock { get; set; } = "";

    /// <summary>Address or full path of the shared cache; the engine's default when empty.</summary>
    public string SharedCache { get; set; } = "";

    /// <summary>Whether what is made is stored in the shared cache.</summary>
    public bool Push { get; set; }

    /// <summary><c>auto</c>, <c>cpu</c> or <c>cuda</c>; the manifest's when empty.</summary>
    public string Device { get; set; } = "";

    /// <summary>Compute threads of training, as on the command line; the engine's choice when empty.</summary>
    public string Threads { get; set; } = "";

    /// <summary>Full path of the data set's folder; the manifest's <c>data.root</c> when empty.</summary>
    public string DataRoot { get; set; } = "";

    /// <summary>How long the engine may take, <c>hh:mm:ss</c>; without an end when empty.</summary>
    public string Timeout { get; set; } = "";

    /// <summary>The artifact: path of the model, with <c>Manifest</c>, <c>Report</c>, <c>Key</c>, <c>Sha256</c> and <c>Bytes</c>.</summary>
    [Output]
    public ITaskItem? Artifact { get; private set; }

    /// <inheritdoc />
    public void Cancel()
    {
        lock (_gate)
        {
            _isCancelled = true;
            _engine?.Stop();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _engine?.Dispose();

    /// <inheritdoc />
    public override bool Execute()
    {
        if (!TryReadSettings(out var mode, out var timeout))
        {
            return false;
        }

        var command = Command(mode);
        Log.LogMessage(MessageImportance.Low, "{0}", string.Join(" ", command));
        var messages = new EngineMessages(Log, Manifest);
        lock (_gate)
        {
            _engine = new EngineProcess(command, Path.GetDirectoryName(Manifest)!, Grace);
            if (_isCancelled)
            {
                return false;
            }
        }

        try
        {
            var exitCode = RunYielding(() => _engine.Run(messages.OnOutput, messages.OnFreeText, timeout));
            return !_isCancelled && Conclude(messages, exitCode);
        }
        catch (Win32Exception problem)
        {
            Log.LogError(null, DiagnosticCodes.EngineNotStarted, null, Manifest, 0, 0, 0, 0, "'{0}' cannot be started: {1}", command[0], problem.Message);
            return false;
        }
    }

    private bool TryReadSettings(out string mode, out TimeSpan? timeout)
    {
        mode = Mode.ToUpperInvariant() switch { "AUTO" => "auto", "CACHEONLY" => "cache-only", _ => "" };
        timeout = null;
        if (mode.Length == 0)
        {
            Refuse($"ModelCompressionMode is '{Mode}'; it can be Auto, CacheOnly or Off.");
        }

        if (Lock.ToUpperInvariant() is not ("" or "AUTO" or "UPDATE" or "OFF"))
        {
            Refuse($"ModelCompressionLock is '{Lock}'; it can be Auto, Update or Off.");
        }

        if (Threads.Length > 0 && !(int.TryParse(Threads, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads > 0))
        {
            Refuse($"ModelCompressionThreads is '{Threads}'; it must be a whole number from 1.");
        }

        if (Timeout.Length > 0)
        {
            if (Timeout.Contains(':') && TimeSpan.TryParse(Timeout, CultureInfo.InvariantCulture, out var limit) && limit > TimeSpan.Zero)
            {
                timeout = limit;
            }
            else
            {
                Refuse($"ModelCompressionTimeout is '{Timeout}'; it must be a duration, hh:mm:ss.");
            }
        }

        if (!File.Exists(ToolPath))
        {
            Log.LogError(
                null, DiagnosticCodes.EngineNotStarted, null, Manifest, 0, 0, 0, 0,
                "The engine is not at '{0}'; restore the package again, or correct ModelCompressionToolPath.", ToolPath);
        }

        return !Log.HasLoggedErrors;
    }

    private void Refuse(string message) => Log.LogError(null, DiagnosticCodes.BadSetting, null, Manifest, 0, 0, 0, 0, "{0}", message);

    private List<string> Command(string mode)
    {
        List<string> command = [];
        if (Path.GetExtension(ToolPath) == ".dll")
        {
            var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH");
            command.AddRange([string.IsNullOrEmpty(host) ? "dotnet" : host, "--roll-forward", "Major"]);
        }

        command.AddRange([ToolPath, "compress", Manifest, "--protocol", "json", "--mode", mode]);
        foreach (var (option, value) in new[]
        {
            ("--cache", CacheDirectory), ("--shared-cache", SharedCache), ("--lock", Lock.ToLowerInvariant()), ("--device", Device), ("--threads", Threads),
            ("--data-root", DataRoot),
        })
        {
            if (value.Length > 0)
            {
                command.AddRange([option, value]);
            }
        }

        if (Push)
        {
            command.Add("--push");
        }

        return command;
    }

    // While the engine works, this node may build other projects; tasks that ask how many cores are free hear that it has them.
    private int RunYielding(Func<int> run)
    {
        var counting = BuildEngine as IBuildEngine9;
        var cores = counting?.RequestCores(Environment.ProcessorCount) ?? 0;
        var yielding = BuildEngine as IBuildEngine3;
        yielding?.Yield();
        try
        {
            return run();
        }
        finally
        {
            yielding?.Reacquire();
            counting?.ReleaseCores(cores);
        }
    }

    private bool Conclude(EngineMessages messages, int exitCode)
    {
        if (_engine!.TimedOut)
        {
            Fail(messages, DiagnosticCodes.TimedOut, $"The engine did not end within {Timeout}; its progress is saved, build again to continue.");
        }
        else if (exitCode != 0 && !messages.HasReportedError)
        {
            Fail(messages, DiagnosticCodes.EngineFailed, $"The engine ended with code {exitCode} and did not say why{(exitCode == Killed ? "; the system killed it, as a rule for want of memory: lower \"batchSize\"" : "")}. {messages.FreeText}".TrimEnd());
        }
        else if (exitCode == 0 && !(File.Exists(messages.Artifact?.TextOf("model")) && File.Exists(messages.Artifact!.TextOf("report"))))
        {
            Fail(messages, DiagnosticCodes.EngineFailed, "The engine ended without a model and its report.");
        }

        if (Log.HasLoggedErrors)
        {
            return false;
        }

        Artifact = ToItem(messages);
        return true;
    }

    private void Fail(EngineMessages messages, string code, string message)
    {
        var log = messages.LogFile;
        if (log is null)
        {
            log = Path.Combine(Path.GetTempPath(), $"modelopt-{Guid.NewGuid():N}.log");
            File.WriteAllText(log, messages.FreeText);
        }

        Log.LogError(null, code, null, Manifest, 0, 0, 0, 0, "{0} (Log: {1})", message, log);
    }

    private TaskItem ToItem(EngineMessages messages)
    {
        var artifact = messages.Artifact!;
        var item = new TaskItem(TaskItemText.Escape(artifact.TextOf("model")!));
        void Set(string name, string? value) => item.SetMetadata(name, TaskItemText.Escape(value ?? ""));
        Set("Manifest", Manifest);
        Set("Report", artifact.TextOf("report"));
        Set("Key", messages.Key);
        Set("Sha256", artifact.TextOf("sha256"));
        Set("Bytes", artifact["bytes"]?.Text);
        return item;
    }
}

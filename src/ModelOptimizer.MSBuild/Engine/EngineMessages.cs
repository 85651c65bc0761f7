using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ModelOptimizer.MSBuild.Json;

namespace ModelOptimizer.MSBuild.Engine;

/// <summary>
/// Turns the engine's JSON lines into messages, warnings and errors of the build. Whatever is no such line is kept as plain text, never parsed as
/// a canonical error: a library that prints <c>foo : error bar</c> must not fail a build.
/// </summary>
internal sealed class EngineMessages(TaskLoggingHelper log, string manifest)
{
    private const int LinesKept = 20;

    private readonly string _name = Path.GetFileName(manifest);
    private readonly Queue<string> _freeText = new();
    private bool _isCached;

    /// <summary>The engine's own log file, once it has said where it is.</summary>
    public string? LogFile { get; private set; }

    /// <summary>The content key, once it is known.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The finished artifact's message.</summary>
    public JsonValue? Artifact { get; private set; }

    /// <summary>Whether the engine has said what is wrong.</summary>
    public bool HasReportedError { get; private set; }

    /// <summary>The last lines that were not part of the protocol.</summary>
    public string FreeText
    {
        get
        {
            lock (_freeText)
            {
                return string.Join(Environment.NewLine, _freeText);
            }
        }
    }

    /// <summary>Takes a line of standard output.</summary>
    public void OnOutput(string line)
    {
        if (TryRead(line) is not { } message)
        {
            OnFreeText(line);
            return;
        }

        switch (message.TextOf("type"))
        {
            case "start":
                OnStart(message);
                break;
            case "stage":
                Say(_isCached ? MessageImportance.Low : MessageImportance.High, $"[{message.NumberOf("index")}/{message.NumberOf("count")}] {Text(message)}");
                break;
            case "progress":
                OnProgress(message);
                break;
            case "diagnostic":
                OnDiagnostic(message);
                break;
            case "artifact":
                OnArtifact(message);
                break;
            default:
                Say(MessageImportance.Low, line);
                break;
        }
    }

    /// <summary>Takes a line that is not part of the protocol, from any thread.</summary>
    public void OnFreeText(string line)
    {
        lock (_freeText)
        {
            _freeText.Enqueue(line);
            if (_freeText.Count > LinesKept)
            {
                _freeText.Dequeue();
            }
        }

        Say(MessageImportance.Low, line);
    }

    private static JsonValue? TryRead(string line)
    {
        if (!line.StartsWith("{", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return JsonReader.Read(line) is { Members: not null } message && message.TextOf("type") is not null ? message : null;
        }
        catch (JsonSyntaxException)
        {
            return null;
        }
    }

    private void OnStart(JsonValue message)
    {
        LogFile = message.TextOf("log");
        Key = message.TextOf("key") ?? "";
        _isCached = message.IsTrue("cached");
        if (_isCached || LogFile is null)
        {
            Say(MessageImportance.Low, $"{(_isCached ? "in" : "not in")} the cache, key {Key}");
        }
        else
        {
            Say(MessageImportance.High, $"compressing, this may take long; key {Key}, log {LogFile}");
        }
    }

    private void OnProgress(JsonValue message)
    {
        var left = message.NumberOf("etaSeconds") is { } seconds ? $", {Left(seconds)} left" : "";
        Say(
            message.TextOf("importance") == "high" ? MessageImportance.High : MessageImportance.Low,
            $"{message.TextOf("stage")} {100 * (message.NumberOf("fraction") ?? 0):0} %{left}: {Text(message)}");
    }

    private void OnDiagnostic(JsonValue message)
    {
        var file = message.TextOf("file") ?? manifest;
        var (line, column) = ((int)(message.NumberOf("line") ?? 0), (int)(message.NumberOf("column") ?? 0));
        var code = message.TextOf("code");
        switch (message.TextOf("severity"))
        {
            case "error":
                HasReportedError = true;
                log.LogError(null, code, null, file, line, column, 0, 0, "{0}", Text(message) + (LogFile is null ? "" : $" (Log: {LogFile})"));
                break;
            case "warning":
                log.LogWarning(null, code, null, file, line, column, 0, 0, "{0}", Text(message));
                break;
            default:
                log.LogMessage(null, code, null, file, line, column, 0, 0, MessageImportance.Normal, "{0}", Text(message));
                break;
        }
    }

    private void OnArtifact(JsonValue message)
    {
        Artifact = message;
        Say(
            message.IsTrue("cached") ? MessageImportance.Low : MessageImportance.High,
            $"done, {message.NumberOf("bytes"):N0} bytes in {message.TextOf("model")}");
    }

    private void Say(MessageImportance importance, string text) => log.LogMessage(importance, "{0}: {1}", _name, text);

    private static string Text(JsonValue message) => message.TextOf("message") ?? "";

    private static string Left(double seconds) => seconds switch
    {
        < 90 => $"{seconds:0} s",
        < 5400 => $"{seconds / 60:0} min",
        _ => $"{seconds / 3600:0.0} h",
    };
}

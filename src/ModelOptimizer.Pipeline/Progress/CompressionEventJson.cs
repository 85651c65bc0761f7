using System.Text;
using System.Text.Json;

namespace ModelOptimizer.Pipeline.Progress;

/// <summary>
/// The JSON form of a <see cref="CompressionEvent"/>, on one line. It is written by hand: a build hears two events of a cached artifact, for which the serializer would compile
/// some 300 methods first.
/// </summary>
public static class CompressionEventJson
{
    /// <summary>The line of an event.</summary>
    public static string Write(CompressionEvent value)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Write(value, json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <summary>The event of a line.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    internal static CompressionEvent? Read(ReadOnlySpan<char> line) => JsonSerializer.Deserialize(line, CompressionEventContext.Default.CompressionEvent);

    private static void Write(CompressionEvent value, Utf8JsonWriter json)
    {
        switch (value)
        {
            case RunStarted start:
                json.WriteString("type", "start");
                json.WriteString("manifest", start.Manifest);
                json.WriteString("key", start.Key);
                json.WriteString("log", start.Log);
                json.WriteBoolean("cached", start.Cached);
                break;
            case StageStarted stage:
                json.WriteString("type", "stage");
                json.WriteString("name", stage.Name);
                json.WriteNumber("index", stage.Index);
                json.WriteNumber("count", stage.Count);
                json.WriteString("message", stage.Message);
                break;
            case StageProgressed progress:
                json.WriteString("type", "progress");
                json.WriteString("stage", progress.Stage);
                json.WriteNumber("fraction", progress.Fraction);
                if (progress.EtaSeconds is { } eta)
                {
                    json.WriteNumber("etaSeconds", eta);
                }
                else
                {
                    json.WriteNull("etaSeconds");
                }

                json.WriteString("message", progress.Message);
                json.WriteString("importance", progress.Importance == Importance.High ? "high" : "low");
                break;
            case DiagnosticFound found:
                json.WriteString("type", "diagnostic");
                json.WriteString("severity", found.Severity == Diagnostics.Severity.Error ? "error" : "warning");
                json.WriteString("code", found.Code);
                json.WriteString("file", found.File);
                json.WriteNumber("line", found.Line);
                json.WriteNumber("column", found.Column);
                json.WriteString("message", found.Message);
                break;
            case ArtifactReady artifact:
                json.WriteString("type", "artifact");
                json.WriteString("key", artifact.Key);
                json.WriteString("model", artifact.Model);
                json.WriteString("report", artifact.Report);
                json.WriteString("sha256", artifact.Sha256);
                json.WriteNumber("bytes", artifact.Bytes);
                json.WriteBoolean("cached", artifact.Cached);
                break;
            case RunEnded end:
                json.WriteString("type", "end");
                json.WriteString("outcome", end.Outcome switch { RunOutcome.Done => "done", RunOutcome.Cancelled => "cancelled", _ => "failed" });
                break;
            default:
                throw new NotSupportedException($"The event {value.GetType().Name} has no JSON form.");
        }
    }
}

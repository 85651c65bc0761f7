using System.Text.Json.Serialization;
using ModelOptimizer.Pipeline.Diagnostics;

namespace ModelOptimizer.Pipeline.Progress;

/// <summary>Something that happened during a compression; as JSON, one line of the tool's protocol.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RunStarted), "start")]
[JsonDerivedType(typeof(StageStarted), "stage")]
[JsonDerivedType(typeof(StageProgressed), "progress")]
[JsonDerivedType(typeof(DiagnosticFound), "diagnostic")]
[JsonDerivedType(typeof(ArtifactReady), "artifact")]
[JsonDerivedType(typeof(RunEnded), "end")]
public abstract record CompressionEvent;

/// <summary>The manifest is valid; the run begins.</summary>
/// <param name="Manifest">Full path of the manifest.</param>
/// <param name="Key">The artifact's key.</param>
/// <param name="Log">Full path of the log, or null where none is written.</param>
/// <param name="Cached">Whether the artifact is there already.</param>
public sealed record RunStarted(string Manifest, string Key, string? Log, bool Cached) : CompressionEvent;

/// <summary>A stage begins.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Index">Its number, from 1.</param>
/// <param name="Count">The number of stages.</param>
/// <param name="Message">What it does, for people.</param>
public sealed record StageStarted(string Name, int Index, int Count, string Message) : CompressionEvent;

/// <summary>A stage got further.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Fraction">How much of it is done, 0 to 1.</param>
/// <param name="EtaSeconds">Seconds until it ends, or null while that is unknown.</param>
/// <param name="Message">Where it is, for people.</param>
/// <param name="Importance">High at most every 30 seconds, for logs that show everything.</param>
public sealed record StageProgressed(string Stage, double Fraction, double? EtaSeconds, string Message, Importance Importance) : CompressionEvent;

/// <summary>Something is wrong, or worth a warning.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Code">Its code, <c>MOPTnnnn</c>.</param>
/// <param name="File">The file it is about, or null.</param>
/// <param name="Line">Line from 1, or 0.</param>
/// <param name="Column">Column from 1, or 0.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record DiagnosticFound(Severity Severity, string Code, string? File, int Line, int Column, string Message) : CompressionEvent
{
    /// <summary>The event of a diagnostic.</summary>
    public static DiagnosticFound Of(Diagnostic diagnostic) =>
        new(diagnostic.Severity, diagnostic.Code, diagnostic.File, diagnostic.Line, diagnostic.Column, diagnostic.Message);
}

/// <summary>The artifact is made, or was found in the cache.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Model">Full path of the ONNX file.</param>
/// <param name="Report">Full path of the report.</param>
/// <param name="Sha256">SHA-256 of the ONNX file in hexadecimal digits.</param>
/// <param name="Bytes">Size of the ONNX file.</param>
/// <param name="Cached">Whether nothing had to be done.</param>
public sealed record ArtifactReady(string Key, string Model, string Report, string Sha256, long Bytes, bool Cached) : CompressionEvent;

/// <summary>The run is over. Logs say so; the protocol ends with its process.</summary>
/// <param name="Outcome">How it ended.</param>
public sealed record RunEnded(RunOutcome Outcome) : CompressionEvent;

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    /// <summary>As wanted.</summary>
    Done,

    /// <summary>It was asked to stop; the next run goes on from there.</summary>
    Cancelled,

    /// <summary>For the causes that the log names.</summary>
    Failed,
}

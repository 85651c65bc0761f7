using System.Text.Json;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Manifest;

namespace ModelOptimizer.Pipeline.Locking;

/// <summary>The lock file beside a manifest: <c>detector.modelopt.lock.json</c> for <c>detector.modelopt.json</c>. It belongs into version control.</summary>
public static class LockFile
{
    private const long LargestBytes = 4 << 20;
    private const int HashDigits = 64;

    /// <summary>Full path of the lock file of a manifest.</summary>
    public static string PathOf(ManifestFile manifest) => Path.Combine(Path.GetDirectoryName(manifest.Path)!, manifest.Name + ".modelopt.lock.json");

    /// <summary>Reads a lock file; null where there is none.</summary>
    /// <exception cref="PipelineException">It cannot be read, or is none (<see cref="DiagnosticCodes.LockUnusable"/>).</exception>
    public static ArtifactLock? Read(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            var size = new FileInfo(path).Length;
            var read = size > LargestBytes ? null : JsonSerializer.Deserialize(File.ReadAllBytes(path), LockJson.Indented.ArtifactLock);
            return Flaw(read) is { } flaw ? throw Unreadable(path, flaw, 0, null) : read;
        }
        catch (JsonException error)
        {
            throw Unreadable(path, "it is not JSON of its form", (int)(error.LineNumber ?? -1) + 1, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, error.Message.TrimEnd('.'), 0, error);
        }
    }

    /// <summary>Writes a lock file in one step.</summary>
    public static void Write(string path, ArtifactLock locked)
    {
        var beside = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllText(beside, JsonSerializer.Serialize(locked, LockJson.Indented.ArtifactLock) + "\n");
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    private static string? Flaw(ArtifactLock? read) => read switch
    {
        null => "it is empty or too large",
        { SchemaVersion: not ArtifactLock.CurrentVersion } => $"it has the format {read.SchemaVersion}, this version of modelopt reads {ArtifactLock.CurrentVersion}",
        _ when !IsHash(read.Key) || !IsHash(read.Sha256) => "its key or sha256 is not 64 hexadecimal digits",
        { Stages: null } or { Inputs: null } => "its stages or inputs are missing",
        _ => null,
    };

    private static bool IsHash(string? text) => text is { Length: HashDigits } && text.All(char.IsAsciiHexDigitLower);

    private static PipelineException Unreadable(string path, string flaw, int line, Exception? inner)
    {
        var diagnostic = new Diagnostic(
            Severity.Error, DiagnosticCodes.LockUnusable, $"The lock file cannot be used: {flaw}. Restore it from version control, or delete it and compress again.", path, line, line > 0 ? 1 : 0);
        return inner is null ? new(diagnostic) : new(diagnostic, inner);
    }
}

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

            if (new FileInfo(path).Length > LargestBytes)
            {
                throw Unreadable(path, "it is too large");
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (LockJson.VersionOf(document.RootElement) is var version && version != ArtifactLock.CurrentVersion)
            {
                throw Unreadable(path, $"it has the format {version}, this version of modelopt reads {ArtifactLock.CurrentVersion}");
            }

            var read = LockJson.Read(document.RootElement);
            return IsHash(read.Key) && IsHash(read.Sha256) ? read : throw Unreadable(path, "its key or sha256 is not 64 hexadecimal digits");
        }
        catch (JsonException error)
        {
            throw error.LineNumber is { } line ? Unreadable(path, "it is not JSON", (int)line + 1, error) : Unreadable(path, error.Message.TrimEnd('.'), 0, error);
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
            using (var file = File.Create(beside))
            {
                LockJson.Write(locked, file);
                file.WriteByte((byte)'\n');
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    private static bool IsHash(string? text) => text is { Length: HashDigits } && text.All(char.IsAsciiHexDigitLower);

    private static PipelineException Unreadable(string path, string flaw, int line = 0, Exception? inner = null)
    {
        var diagnostic = new Diagnostic(
            Severity.Error, DiagnosticCodes.LockUnusable, $"The lock file cannot be used: {flaw}. Restore it from version control, or delete it and compress again.", path, line, line > 0 ? 1 : 0);
        return inner is null ? new(diagnostic) : new(diagnostic, inner);
    }
}

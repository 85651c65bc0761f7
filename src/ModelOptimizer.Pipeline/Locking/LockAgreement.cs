using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Manifest;
using ModelOptimizer.Pipeline.Progress;
using ModelOptimizer.Pipeline.Reports;

namespace ModelOptimizer.Pipeline.Locking;

/// <summary>Holds a run to its lock file: the same key must mean the same bytes, and what is new is recorded.</summary>
internal sealed class LockAgreement
{
    private readonly ManifestFile file;
    private readonly ContentKey key;
    private readonly CompressionRequest request;
    private readonly Action<Diagnostic> report;
    private readonly string path;
    private readonly ArtifactLock? locked;

    /// <summary>Reads the lock file, if there is one and it shall be used.</summary>
    /// <exception cref="PipelineException">It cannot be used (<see cref="DiagnosticCodes.LockUnusable"/>).</exception>
    public LockAgreement(ManifestFile file, ContentKey key, CompressionRequest request, Action<Diagnostic> report)
    {
        (this.file, this.key, this.request, this.report) = (file, key, request, report);
        path = LockFile.PathOf(file);
        locked = request.Lock == LockUse.Auto ? LockFile.Read(path) : null;
    }

    /// <summary>The SHA-256 that the artifact must have, or null where nothing is recorded for its key.</summary>
    public string? Sha256 => locked?.Key == key.Hash ? locked.Sha256 : null;

    private bool MayWrite => request is { Mode: CompressionMode.Auto, IsBuildServer: false } && request.Lock != LockUse.Off;

    /// <summary>Where nothing may be made, the lock file must be of this key.</summary>
    /// <exception cref="PipelineException">It records another key (<see cref="DiagnosticCodes.LockStale"/>).</exception>
    public void CheckKey()
    {
        if (request.Mode == CompressionMode.CacheOnly && locked is not null && locked.Key != key.Hash)
        {
            throw new PipelineException(file.Error(
                "",
                DiagnosticCodes.LockStale,
                $"The lock file {path} records the key {locked.Key}, but this manifest and its data give {key.Hash} (modelopt explain shows what changed). "
                + $"Compress where training is allowed and commit the lock file: modelopt compress \"{file.Path}\""));
        }
    }

    /// <summary>Compares an artifact with what is recorded, and records it where that is due.</summary>
    /// <exception cref="PipelineException">It has other bytes than the lock file records for its key (<see cref="DiagnosticCodes.LockMismatch"/>).</exception>
    public void Agree(ArtifactReady artifact)
    {
        if (Sha256 is { } recorded && recorded != artifact.Sha256)
        {
            Disagree(artifact, recorded);
        }

        if (MayWrite && Sha256 != artifact.Sha256)
        {
            Record(artifact);
        }
    }

    // Training on a GPU does not repeat to the bit: what was made anew here is recorded, and shows in version control. What was found is not.
    private void Disagree(ArtifactReady artifact, string recorded)
    {
        var difference = $"The artifact {key.Hash} has the SHA-256 {artifact.Sha256}; the lock file {path} records {recorded}.";
        if (artifact.Cached || !MayWrite)
        {
            throw new PipelineException(file.Error(
                "", DiagnosticCodes.LockMismatch, $"{difference} Take the recorded one from where it was made (a shared cache), or accept this one: modelopt compress \"{file.Path}\" --lock update"));
        }

        report(Diagnostic.Warning(DiagnosticCodes.LockMismatch, $"{difference} It was made anew and is recorded now."));
    }

    private void Record(ArtifactReady artifact)
    {
        try
        {
            LockFile.Write(path, ArtifactLock.Of(key, artifact, ReportJson.Read<CompressionReport>(File.ReadAllText(artifact.Report))));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            report(Diagnostic.Warning(DiagnosticCodes.LockUnusable, $"The lock file {path} cannot be written: {error.Message} The artifact is complete without it; --lock off leaves it alone."));
        }
    }
}

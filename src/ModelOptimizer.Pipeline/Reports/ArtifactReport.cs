using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Diagnostics;
using ModelOptimizer.Pipeline.Progress;

namespace ModelOptimizer.Pipeline.Reports;

/// <summary>Finds the report of an artifact that was made.</summary>
public static class ArtifactReport
{
    /// <summary>The page, or for an artifact made before there were pages its <c>report.json</c>.</summary>
    /// <param name="request">The manifest that the artifact was made from, or in its place the artifact's key; the cache and what else determines the key.</param>
    /// <param name="events">Hears of damaged entries.</param>
    /// <returns>Full path of the file.</returns>
    /// <exception cref="PipelineException">The manifest is invalid, or the artifact is not in the cache.</exception>
    public static string Find(CompressionRequest request, IProgress<CompressionEvent> events)
    {
        var key = IsKey(request.Manifest) ? new(request.Manifest, []) : new Compression(request, events).Key;
        var cache = new ContentCache(request.Cache, diagnostic => events.Report(DiagnosticFound.Of(diagnostic)));
        var folder = cache.Find(Compression.Artifacts, key) ?? throw new PipelineException(Diagnostic.Error(
            DiagnosticCodes.NotInCache, $"The artifact {key.Hash} is not in the cache {cache.Root}: it was not made, or with other threads, device or data."));
        return PageOf(Path.Combine(folder, Compression.ReportFile));
    }

    /// <summary>The page beside a <c>report.json</c>, or that file where there is none.</summary>
    public static string PageOf(string report) => Path.ChangeExtension(report, ".html") is var page && File.Exists(page) ? page : report;

    private static bool IsKey(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}

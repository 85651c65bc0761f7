using System.Text.Json;
using ModelOptimizer.Pipeline.Cache;
using ModelOptimizer.Pipeline.Keys;
using ModelOptimizer.Pipeline.Locking;
using ModelOptimizer.Pipeline.Reports;
using ModelOptimizer.Pipeline.Stages;

namespace ModelOptimizer.Pipeline.Explaining;

/// <summary>Earlier keys: those of the lock file, and those of the results in the cache.</summary>
internal sealed class KeyHistory(ContentCache cache, ArtifactLock? locked)
{
    private readonly Lazy<IReadOnlyList<StageRecord>> records = new(() => [.. Records(cache)]);

    /// <summary>What the lock file records otherwise about the artifact.</summary>
    public IReadOnlyList<KeyChange> Changes(ContentKey key) => locked is null ? [] : KeyComparison.Between(locked.Inputs, key.Parts);

    /// <summary>Why a stage would run, or would not.</summary>
    public StageExplanation Explain(StageOutlook stage, bool isArtifactCached)
    {
        var (against, key, changes) = Compare(stage);
        return new(stage.Name, stage.Message, stage.Key.Hash, stage.Cached, !stage.Cached && !isArtifactCached, against, key, changes);
    }

    private (string? Against, string? Key, IReadOnlyList<KeyChange> Changes) Compare(StageOutlook stage)
    {
        if (locked?.Stages.FirstOrDefault(earlier => earlier.Name == stage.Name) is { } recorded)
        {
            return ("lock", recorded.Key, KeyComparison.Between(recorded.Inputs, stage.Key.Parts));
        }

        // Other models may share the cache: the result with the fewest differences says most.
        var likest = records.Value
            .Where(record => record.Name == stage.Name)
            .Select(record => (record.Key, Changes: KeyComparison.Between(record.Inputs, stage.Key.Parts)))
            .OrderBy(earlier => earlier.Changes.Count)
            .FirstOrDefault();
        return likest.Key is null ? (null, null, []) : ("cache", likest.Key, likest.Changes);
    }

    // Newest first. An entry that cannot be read is no reason not to explain.
    private static IEnumerable<StageRecord> Records(ContentCache cache)
    {
        var folder = new DirectoryInfo(Path.Combine(cache.Root, StageRunner.Kind));
        foreach (var entry in folder.Exists ? folder.GetDirectories().OrderByDescending(entry => entry.LastWriteTimeUtc) : Enumerable.Empty<DirectoryInfo>())
        {
            StageRecord? record = null;
            try
            {
                record = ReportJson.Read<StageRecord>(File.ReadAllText(Path.Combine(entry.FullName, StageRunner.RecordFile)));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
            {
            }

            if (record is { Name: not null, Key: not null, Inputs: not null })
            {
                yield return record;
            }
        }
    }
}

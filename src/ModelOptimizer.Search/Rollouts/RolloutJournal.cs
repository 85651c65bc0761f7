using System.Text.Json;

namespace ModelOptimizer.Search.Rollouts;

/// <summary>
/// Every outcome so far, one JSON line each, by plan: a plan is judged once, and a search that was killed goes on from here by running again from its start,
/// which takes no time where outcomes are known. What a candidate failed of stays known too, so that the search is the same.
/// </summary>
public sealed class RolloutJournal : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<string, RolloutOutcome> _outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _seconds = new(StringComparer.Ordinal);
    private readonly StreamWriter? _writer;

    /// <summary>Opens a journal, or makes one.</summary>
    /// <param name="path">The file; null keeps it in memory.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public RolloutJournal(string? path = null)
    {
        if (path is null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var file = File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        file.SetLength(Load(file));
        file.Position = file.Length;
        _writer = new(file) { AutoFlush = true };
    }

    /// <summary>The number of outcomes.</summary>
    public int Count => _outcomes.Count;

    /// <summary>The outcome of a plan's rollout, or null where it has not been run.</summary>
    public RolloutOutcome? Find(string plan) => _outcomes.GetValueOrDefault(plan);

    /// <summary>How long a strategy has run in all, killed runs included.</summary>
    public TimeSpan Spent(string strategy) => TimeSpan.FromSeconds(_seconds.GetValueOrDefault(strategy));

    /// <summary>Adds an outcome.</summary>
    /// <param name="plan">The plan's hash.</param>
    /// <param name="outcome">How its rollout ended.</param>
    /// <param name="strategy">Who asked for it.</param>
    /// <param name="spent">How long that strategy has run so far.</param>
    public void Add(string plan, RolloutOutcome outcome, string strategy, TimeSpan spent)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var entry = new Entry(plan, outcome.Result, outcome.Failure, strategy, Math.Round(spent.TotalSeconds, 3));
        Take(entry);
        _writer?.WriteLine(JsonSerializer.Serialize(entry, Json));
    }

    /// <inheritdoc/>
    public void Dispose() => _writer?.Dispose();

    /// <summary>Reads whole lines; a line that a killed run left unfinished is dropped.</summary>
    /// <returns>The length of what is sound.</returns>
    private long Load(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var start = 0;
        while (bytes.AsSpan(start).IndexOf((byte)'\n') is >= 0 and var length)
        {
            try
            {
                Take(JsonSerializer.Deserialize<Entry>(bytes.AsSpan(start, length), Json)!);
            }
            catch (JsonException)
            {
                return start;
            }

            start += length + 1;
        }

        return start;
    }

    private void Take(Entry entry)
    {
        _outcomes[entry.Plan] = new(entry.Result, entry.Failure);
        _seconds[entry.Strategy] = entry.Spent;
    }

    private sealed record Entry(string Plan, RolloutResult? Result, string? Failure, string Strategy, double Spent);
}

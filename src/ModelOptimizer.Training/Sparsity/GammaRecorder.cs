using ModelOptimizer.Graph;

namespace ModelOptimizer.Training.Sparsity;

/// <summary>Counts scales by size, group by group, as sparse training goes on.</summary>
internal sealed class GammaRecorder
{
    private const int Bins = 60;
    private const int MostEpochs = 60;
    private const string EpochsName = "sparsity/epochs";
    private const string CountsName = "sparsity/counts";
    private const int Columns = 3;

    private readonly IReadOnlyList<ScaleGroup> _groups;
    private readonly int _epochs;
    private readonly int _every;
    private readonly List<GammaEpoch> _recorded = [];

    /// <summary>A recorder that has seen <paramref name="graph"/> as it is before training.</summary>
    public GammaRecorder(ModelGraph graph, IReadOnlyList<ScaleGroup> groups, int epochs)
    {
        _groups = groups;
        _epochs = epochs;
        _every = (epochs + MostEpochs - 1) / MostEpochs;
        BinWidth = Limit(graph, groups) / Bins;
        Add(0, 0, null, name => graph.Initializers[name]);
    }

    /// <summary>The width of a bin.</summary>
    public float BinWidth { get; }

    /// <summary>The groups' names.</summary>
    public IReadOnlyList<string> Names => [.. _groups.Select(group => group.Name)];

    /// <summary>What has been recorded.</summary>
    public IReadOnlyList<GammaEpoch> Recorded => _recorded;

    /// <summary>Whether the scales at the end of an epoch, counted from 1, are recorded.</summary>
    public bool IsDue(int epoch) => epoch % _every == 0 || epoch == _epochs;

    /// <summary>Records the scales at the end of an epoch.</summary>
    public void Add(int epoch, float rate, float? metric, Func<string, TensorData> scale) =>
        _recorded.Add(new(epoch, rate, metric, [.. _groups.Select(group => Count(group, scale))]));

    /// <summary>What a checkpoint keeps.</summary>
    public IEnumerable<(string Name, TensorData Tensor)> State()
    {
        float[] epochs = [.. _recorded.SelectMany(entry => new[] { entry.Epoch, entry.Rate, entry.Metric ?? float.NaN })];
        float[] counts = [.. _recorded.SelectMany(entry => entry.Counts).SelectMany(bins => bins).Select(count => (float)count)];
        yield return (EpochsName, TensorData.Of([_recorded.Count, Columns], epochs));
        yield return (CountsName, TensorData.Of([_recorded.Count, _groups.Count, Bins], counts));
    }

    /// <summary>Continues with what a checkpoint kept; one from before there were records keeps none.</summary>
    public void Restore(IReadOnlyDictionary<string, TensorData> saved)
    {
        if (!saved.TryGetValue(EpochsName, out var epochs) || !saved.TryGetValue(CountsName, out var counted) || counted.Shape[1] != _groups.Count)
        {
            return;
        }

        _recorded.Clear();
        var entries = epochs.Floats;
        var counts = counted.Floats;
        for (var entry = 0; entry < epochs.Shape[0]; entry++)
        {
            var row = entries.Slice(entry * Columns, Columns);
            var groups = new int[_groups.Count][];
            for (var group = 0; group < groups.Length; group++)
            {
                groups[group] = Array.ConvertAll(counts.Slice(((entry * groups.Length) + group) * Bins, Bins).ToArray(), count => (int)count);
            }

            _recorded.Add(new((int)row[0], row[1], float.IsNaN(row[2]) ? null : row[2], groups));
        }
    }

    private int[] Count(ScaleGroup group, Func<string, TensorData> scale)
    {
        var bins = new int[Bins];
        foreach (var name in group.Scales)
        {
            foreach (var value in scale(name).Floats)
            {
                bins[(int)Math.Min(Math.Abs(value) / BinWidth, Bins - 1)]++;
            }
        }

        return bins;
    }

    // Scales fall, so what holds nearly all of them before training holds them to the end; a few giants do not squeeze the rest together.
    private static float Limit(ModelGraph graph, IReadOnlyList<ScaleGroup> groups)
    {
        float[] sizes = [.. groups.SelectMany(group => group.Scales).SelectMany(name => graph.Initializers[name].Floats.ToArray()).Select(Math.Abs).Order()];
        return MathF.Max(0.1f, MathF.Ceiling(sizes[(int)(0.99 * (sizes.Length - 1))] * 1.25f * 10) / 10);
    }
}

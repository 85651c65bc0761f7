using ModelOptimizer.Pipeline.Reports;

namespace ModelOptimizer.Pipeline.Stages;

/// <summary>Metrics by what they were measured on, kept in a stage's work folder so that a run that was killed measures nothing twice.</summary>
internal sealed class MeasuredMetrics
{
    private readonly string _path;
    private readonly SortedDictionary<string, double> _known;

    /// <summary>What earlier runs have left in <paramref name="folder"/>.</summary>
    public MeasuredMetrics(string folder)
    {
        Directory.CreateDirectory(folder);
        _path = Path.Combine(folder, "metrics.json");
        _known = File.Exists(_path) ? ReportJson.Read<SortedDictionary<string, double>>(File.ReadAllText(_path)) : [];
    }

    /// <summary>The metric of <paramref name="what"/>, measured now or before.</summary>
    public double Get(string what, Func<double> measure)
    {
        if (!_known.TryGetValue(what, out var metric))
        {
            metric = _known[what] = measure();
            File.WriteAllText($"{_path}.tmp", ReportJson.Write(_known));
            File.Move($"{_path}.tmp", _path, overwrite: true);
        }

        return metric;
    }
}

namespace ModelOptimizer.Pruning.Selection;

/// <summary>Coupled sets whose scores compete: those of a layer, of a group, or all.</summary>
/// <param name="fraction">How many of them to remove, where that is stated.</param>
internal sealed class ChannelPool(double? fraction)
{
    private readonly HashSet<string> _layers = new(StringComparer.Ordinal);
    private int _count;
    private double _squares;
    private double _parameters;
    private double _macs;

    public double? Fraction => fraction;

    /// <summary>The sum of squared scores of a layer of the pool, on average.</summary>
    public double EnergyOfLayer => _squares == 0 ? 1 : _squares / _layers.Count;

    /// <summary>The mean share of the model's parameters that removing a set saves.</summary>
    public double Parameters => _parameters / _count;

    /// <summary>The mean share of the model's multiply-accumulates that removing a set saves.</summary>
    public double Macs => _macs / _count;

    /// <summary>Takes up a set of a layer, with the cost of the model and what its removal saves.</summary>
    public void Add(string layer, float score, CandidateTotals before, CandidateTotals saved)
    {
        _count++;
        _layers.Add(layer);
        _squares += (double)score * score;
        _parameters += saved.Parameters / (double)before.Parameters;
        _macs += saved.Macs / (double)before.Macs;
    }
}

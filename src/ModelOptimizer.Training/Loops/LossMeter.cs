using ModelOptimizer.Training.Losses;
using TorchSharp;

namespace ModelOptimizer.Training.Loops;

/// <summary>Means of the loss and its parts over an epoch.</summary>
internal sealed class LossMeter
{
    private readonly List<(string Name, double Sum)> _sums = [];
    private int _steps;

    /// <summary>The means so far; the first is the whole loss.</summary>
    public IReadOnlyList<(string Name, double Value)> Means => [.. _sums.Select(part => (part.Name, part.Sum / _steps))];

    /// <summary>Adds a step.</summary>
    /// <returns>Whether the loss is a finite number.</returns>
    public bool Add(Loss loss)
    {
        if (_steps++ == 0)
        {
            _sums.Add(("loss", 0));
            _sums.AddRange(loss.Parts.Select(part => (part.Name, 0d)));
        }

        var total = loss.Total.ToSingle();
        Add(0, total);
        for (var part = 0; part < loss.Parts.Count; part++)
        {
            Add(part + 1, loss.Parts[part].Value.ToSingle());
        }

        return float.IsFinite(total);
    }

    private void Add(int part, double value) => _sums[part] = (_sums[part].Name, _sums[part].Sum + value);
}

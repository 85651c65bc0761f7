using System.ComponentModel.DataAnnotations;

namespace ModelOptimizer.Search.Controllers;

/// <summary>The controller: a stacked LSTM that takes the decisions of a search space one after the other (ABCP, arXiv 2110.03858, in the corrected form).</summary>
public sealed record ControllerOptions
{
    /// <summary>LSTM layers.</summary>
    [Range(1, 8)]
    public int Layers { get; init; } = 1;

    /// <summary>Units of each.</summary>
    [Range(1, 1024)]
    public int Units { get; init; } = 64;

    /// <summary>How it learns.</summary>
    public PolicyUpdate Update { get; init; } = PolicyUpdate.Reinforce;

    /// <summary>Candidates per update. The same whatever number of them is evaluated at the same time, so that workers do not change the search.</summary>
    [Range(1, 1024)]
    public int BatchSize { get; init; } = 4;

    /// <summary>Learning rate of Adam.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double LearningRate { get; init; } = 0.003;

    /// <summary>Weight of the policy's entropy per decision. Advantages are in units of the rewards' deviation.</summary>
    [Range(0.0, 10.0)]
    public double Entropy { get; init; } = 0.01;

    /// <summary>Decay per update of the moving average of rewards that is the baseline, and of their deviation.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double BaselineDecay { get; init; } = 0.9;

    /// <summary>Of PPO: steps on the same candidates.</summary>
    [Range(1, 100)]
    public int Passes { get; init; } = 4;

    /// <summary>Of PPO: the largest change of a candidate's probability that is rewarded.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Clip { get; init; } = 0.2;

    /// <summary>Checks every range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public void Check()
    {
        Require(Layers is >= 1 and <= 8, Layers, nameof(Layers));
        Require(Units is >= 1 and <= 1024, Units, nameof(Units));
        Require(BatchSize is >= 1 and <= 1024, BatchSize, nameof(BatchSize));
        Require(LearningRate is > 0 and <= 1, LearningRate, nameof(LearningRate));
        Require(Entropy is >= 0 and <= 10, Entropy, nameof(Entropy));
        Require(BaselineDecay is >= 0 and < 1, BaselineDecay, nameof(BaselineDecay));
        Require(Passes is >= 1 and <= 100, Passes, nameof(Passes));
        Require(Clip is > 0 and < 1, Clip, nameof(Clip));
    }

    private static void Require(bool holds, object value, string name)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} of the controller is outside its range.");
        }
    }
}

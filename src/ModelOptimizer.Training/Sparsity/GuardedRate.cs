namespace ModelOptimizer.Training.Sparsity;

/// <summary>
/// The rate under a guard. It starts where <see cref="ScaleReach"/> is 1, so that over the whole training a scale that nothing holds up just reaches 0, and
/// after each measurement is multiplied by 2^((budget - drop) / budget), at least 1/2 and at most 5/4: raised while the metric's drop stays inside the
/// budget, kept where it meets it, halved from twice the budget on. It stays within a factor of 8 of its start.
/// </summary>
public sealed class GuardedRate
{
    private const double Halved = 0.5;
    private const double Raised = 1.25;
    private const double Room = 8;
    private readonly double _budget;
    private readonly double _start;

    /// <summary>A rate at its start.</summary>
    /// <param name="budget">The budget on the metric's loss, in points, above 0.</param>
    /// <param name="start">The rate whose reach is 1.</param>
    public GuardedRate(double budget, double start)
    {
        (_budget, _start) = (budget, start);
        Rate = (float)start;
    }

    /// <summary>The rate in force; a float, so that a checkpoint keeps it whole.</summary>
    public float Rate { get; private set; }

    /// <summary>The metric before sparse training; not a number until it has been measured.</summary>
    public float Baseline { get; set; } = float.NaN;

    /// <summary>Adapts the rate to the metric of the model as it is now.</summary>
    public void Steer(double metric)
    {
        var drop = (Baseline - metric) * 100;
        var factor = Math.Clamp(Math.Pow(2, (_budget - drop) / _budget), Halved, Raised);
        Rate = (float)Math.Clamp(Rate * factor, _start / Room, _start * Room);
    }

    /// <summary>Continues with what a checkpoint kept.</summary>
    public void Restore(float rate, float baseline) => (Rate, Baseline) = (rate, baseline);
}

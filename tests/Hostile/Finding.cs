namespace ModelOptimizer.Tests.Hostile;

/// <summary>A case in which a property does not hold. Kind, seed and number make it again.</summary>
/// <param name="Kind">What was read.</param>
/// <param name="Seed">The seed of the run.</param>
/// <param name="Number">The number of the case, from 0.</param>
/// <param name="Problem">What happened.</param>
internal sealed record Finding(string Kind, int Seed, long Number, string Problem)
{
    public override string ToString() => FormattableString.Invariant($"{Kind}, seed {Seed}, case {Number}: {Problem}");
}

using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Search.Spaces;

namespace ModelOptimizer.Search.Strategies;

/// <summary>
/// Regularised evolution (arXiv 1802.01548): the best of a random sample of the population has a child, and the oldest leaves. A child inherits each
/// decision, and a few are taken anew.
/// </summary>
/// <param name="space">The space.</param>
/// <param name="seed">Drives every choice.</param>
public sealed class EvolutionStrategy(SearchSpace space, ulong seed) : ISearchStrategy
{
    private const int Round = 4;
    private const int Population = 24;
    private const int Contestants = 6;
    private const double Changes = 2;
    private const double RatioChange = 0.2;

    private readonly Queue<(double[] Genes, double Reward)> _population = new();
    private double[][] _round = [];
    private ulong _drawn;

    /// <inheritdoc/>
    public string Name => SearchStrategies.Evolution;

    /// <inheritdoc/>
    public IReadOnlyList<Architecture> Propose(int most)
    {
        _round = [.. Enumerable.Range(0, Math.Min(Round, most)).Select(_ => Child(RandomSequence.Derive(seed, _drawn++)))];
        return Array.ConvertAll(_round, genes => space.Decide(new Inherited(genes)));
    }

    /// <inheritdoc/>
    public void Learn(IReadOnlyList<double?> rewards)
    {
        ArgumentNullException.ThrowIfNull(rewards);
        for (var index = 0; index < rewards.Count; index++)
        {
            if (rewards[index] is { } reward)
            {
                _population.Enqueue((_round[index], reward));
            }
        }

        while (_population.Count > Population)
        {
            _population.Dequeue();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private double[] Child(RandomSequence random)
    {
        if (_population.Count < Population)
        {
            return [.. space.Steps.Select(step => Fresh(step, random))];
        }

        var members = _population.ToArray();
        var parent = Enumerable.Range(0, Contestants).Select(_ => members[random.NextInt32(members.Length)]).MaxBy(member => member.Reward).Genes;
        var rate = (float)Math.Min(1, Changes / parent.Length);
        var genes = new double[parent.Length];
        for (var index = 0; index < genes.Length; index++)
        {
            genes[index] = random.NextBoolean(rate) ? Changed(space.Steps[index], parent[index], random) : parent[index];
        }

        return genes;
    }

    private double Fresh(SearchStep step, RandomSequence random) => step.IsBlock
        ? random.NextBoolean((float)space.Options.BlockPrior) ? 1 : 0
        : space.Options.Cap * random.NextSingle();

    private double Changed(SearchStep step, double gene, RandomSequence random) => step.IsBlock ? 1 - gene
        : Math.Clamp(gene + (space.Options.Cap * random.NextSingle(-(float)RatioChange, (float)RatioChange)), 0, space.Options.Cap);

    private sealed class Inherited(double[] genes) : IDecisions
    {
        public bool Removes(SearchStep decision) => genes[decision.Position] == 1;

        public double Ratio(SearchStep decision) => genes[decision.Position];
    }
}

using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Search.Spaces;

namespace ModelOptimizer.Search.Strategies;

/// <summary>Blocks by the toss of a coin, ratios evenly from 0 to the cap.</summary>
internal sealed class UniformDecisions(double cap, RandomSequence random) : IDecisions
{
    public bool Removes(SearchStep decision) => random.NextBoolean(0.5f);

    public double Ratio(SearchStep decision) => cap * random.NextSingle();
}

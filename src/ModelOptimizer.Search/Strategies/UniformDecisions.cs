using ModelOptimizer.Data.Augmentation;
using ModelOptimizer.Search.Spaces;

namespace ModelOptimizer.Search.Strategies;

/// <summary>Blocks leave by their prior, ratios are drawn evenly from 0 to the cap.</summary>
internal sealed class UniformDecisions(SearchSpaceOptions options, RandomSequence random) : IDecisions
{
    public bool Removes(SearchStep decision) => random.NextBoolean((float)options.BlockPrior);

    public double Ratio(SearchStep decision) => options.Cap * random.NextSingle();
}

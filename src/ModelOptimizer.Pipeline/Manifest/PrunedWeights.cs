namespace ModelOptimizer.Pipeline.Manifest;

/// <summary>What the weights of a cut model are.</summary>
public enum PrunedWeights
{
    /// <summary>Those of the model that was cut.</summary>
    Inherited,

    /// <summary>An untrained network's, drawn from the seed: tells what the architecture is worth without what was learned before the cut.</summary>
    Fresh,
}

namespace ModelOptimizer.Pruning.Plans;

/// <summary>Constants of removed channels that a layer does not take up, or not at every pixel: there the cut model differs from the whole one by more than the channels.</summary>
/// <param name="Layer">The layer that read the channels.</param>
/// <param name="Channels">How many of its removed channels that concerns.</param>
/// <param name="Reason">Why.</param>
public sealed record DroppedConstant(string Layer, int Channels, string Reason);

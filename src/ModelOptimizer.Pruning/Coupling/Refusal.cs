namespace ModelOptimizer.Pruning.Coupling;

/// <summary>An operator through which channels cannot be followed, so that whatever reaches it is left whole.</summary>
/// <param name="Node">The operator's name.</param>
/// <param name="OpType">The operator's type.</param>
/// <param name="Reason">Why.</param>
public sealed record Refusal(string Node, string OpType, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"{OpType} '{Node}': {Reason}";
}

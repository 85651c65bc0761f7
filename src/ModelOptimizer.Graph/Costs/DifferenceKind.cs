namespace ModelOptimizer.Graph.Costs;

/// <summary>What became of a layer from one model to another.</summary>
public enum DifferenceKind
{
    /// <summary>Operator, shapes and cost are the same.</summary>
    None,

    /// <summary>Operator, a shape or the cost differs.</summary>
    Changed,

    /// <summary>Only the second model has it.</summary>
    Added,

    /// <summary>Only the first model has it.</summary>
    Removed,
}

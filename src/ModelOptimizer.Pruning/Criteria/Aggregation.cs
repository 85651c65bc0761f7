namespace ModelOptimizer.Pruning.Criteria;

/// <summary>How the scores of the members of a coupled set become one.</summary>
public enum Aggregation
{
    /// <summary>
    /// The score that at least half of the members reach: under any threshold the set stays if at least half of its members would (arXiv
    /// 2306.01526, shortcut merge of the released code).
    /// </summary>
    Majority,

    /// <summary>The mean.</summary>
    Mean,

    /// <summary>The sum.</summary>
    Sum,

    /// <summary>The highest: one important member saves the set.</summary>
    Maximum,

    /// <summary>The lowest: one unimportant member condemns it.</summary>
    Minimum,
}
